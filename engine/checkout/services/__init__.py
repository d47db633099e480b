"""What can be done with a checkout. Each module is a noun, each service one transaction."""
