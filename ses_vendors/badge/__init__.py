"""Attestations of the SES, and the proof behind the badge."""
