"""What shoppers see: server-rendered pages."""
