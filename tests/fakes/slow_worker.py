"""A worker with one task that takes its time, for killing the worker in the middle of it.

It is the project's own Celery app; only the time after which a lost task comes back is shorter.
"""

from __future__ import annotations

import time
from pathlib import Path

from config.celery import app

app.conf.broker_transport_options = {**app.conf.broker_transport_options, "visibility_timeout": 2}
app.conf.task_routes = {**app.conf.task_routes, "tests.slow": {"queue": "mail"}}


@app.task(name="tests.slow")
def slow(journal: str) -> None:
    """Write "started", wait when nobody has started before, write "done"."""
    path = Path(journal)
    is_first = not path.exists()
    with path.open("a") as lines:
        lines.write("started\n")
    if is_first:
        time.sleep(60)
    with path.open("a") as lines:
        lines.write("done\n")
