"""What can be done with the catalogue. Each module is a noun, each service one transaction."""
