"""The core's doors over HTTP."""
