"""Pages and machine-readable forms of the proof."""
