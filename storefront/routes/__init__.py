"""Addresses, one module per family of pages."""
