"""Views of the sellers' pages."""
