"""Who sells: the SES, what they list and what is theirs."""
