"""Who sells: the SES, their people, their papers, and the states between applying and leaving."""
