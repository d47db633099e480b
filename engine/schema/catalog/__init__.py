"""The catalogue in Saleor's dialect: what is read."""
