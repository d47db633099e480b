"""What can be done with an order. Each module is a noun, each service one transaction."""
