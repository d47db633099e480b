"""What can be done with transactions and refunds. Each module is a noun, each service one outcome."""
