"""The operator's desk at /operator/: queues, the admins of SES and attestations, the audit log."""
