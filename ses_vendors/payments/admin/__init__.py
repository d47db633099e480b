"""Payments for the operator; importing them registers them.

Nothing is edited: what happened is a fact, and each button is a service.
"""

from ses_vendors.payments.admin import payments, statements

__all__ = ["payments", "statements"]
