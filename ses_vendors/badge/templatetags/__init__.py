"""Tags and filters of the badge's templates."""
