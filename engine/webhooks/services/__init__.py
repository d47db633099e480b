"""What can be done with apps, their webhooks and deliveries. Each module is a noun."""
