"""What changes the catalogue, one noun a module."""
