"""What is done to attestations, one verb a function."""
