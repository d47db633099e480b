"""Transactions and refunds on the wire.

Checkouts and orders mix in fields of this room while its types name theirs: so the package imports nothing.
"""
