"""Proof of a badge for anyone: a page, a signed credential, a QR code, labels, and a badge for other sites.

    record = records.of(records.find(code), now=now)
    record.state                    # valid, expiring, expired, suspended, … at that moment
    credentials.issue(record, …)    # the same, signed, for machines

`records` reads the facts, `states` judges them, everything else shows what these two say. Nothing of an
answer is kept past the moment it is given.
"""
