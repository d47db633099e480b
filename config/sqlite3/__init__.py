"""SQLite as Django has it, with its placeholders rewritten once for each piece of SQL."""
