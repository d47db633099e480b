"""What can be done with warehouses, stock and shipping."""
