"""The shop as a Saleor payment App: bank transfer and cash on delivery."""
