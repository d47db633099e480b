"""What a shopper does: look, fill a basket, order, keep an account."""
