"""Addresses of the sellers' pages, one module for each subject."""
