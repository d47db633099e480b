"""How far a long task is, shown while it runs."""

from __future__ import annotations

from collections.abc import Callable

from django.core.management.base import OutputWrapper

#: Called after each step with what is being done, how much of it is done, and of how much.
Progress = Callable[[str, int, int], None]


class Display:
    """Draws one line a part: in place on a terminal, else only when the part is complete."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out

    def __call__(self, what: str, done: int, of: int) -> None:
        """Show a step."""
        line = f"  {what:<12} {done}/{of}"
        if self._out.isatty():
            self._out.write(f"\r{line}", ending="\n" if done == of else "")
            self._out.flush()
        elif done == of:
            self._out.write(line)
