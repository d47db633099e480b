"""Doors of the public API."""
