"""Load and scale of the shop, with the baselines of Django itself in the same run: `make bench`."""
