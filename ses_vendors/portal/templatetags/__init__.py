"""What the sellers' templates may ask."""
