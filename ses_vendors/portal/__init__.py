"""The pages of the people of a SES: applying, signing in, keeping their papers."""
