"""What the desk says in its templates."""
