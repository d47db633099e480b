"""The demo shop: fictional sellers, their goods and the pictures drawn for them."""
