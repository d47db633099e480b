"""What is done to SES, one noun a module."""
