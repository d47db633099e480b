"""Views, one module per family of pages."""
