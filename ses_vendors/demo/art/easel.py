"""How a process of its own begins to draw. It imports no loader and no tables: it starts in an instant."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading


def sit_down() -> None:
    """Leave Ctrl-C to the loader, and end with it, even when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_loader, daemon=True).start()


def _end_with_loader() -> None:
    loader = multiprocessing.parent_process()
    if loader is not None:
        loader.join()
        os._exit(1)
