"""Who did what: which models the audit log follows, and what each entry says beside the change."""
