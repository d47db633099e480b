"""`manage.py shop`: the whole shop as one process group, from an empty folder to an address that answers."""

from __future__ import annotations

import http.client
import io
import os
import socket
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, connections

from config import broker, env, supervisor
from config.celery import QUEUES
from config.celery import app as celery_app
from config.supervisor import Program, Supervisor
from ses_vendors.demo import people

WEB_WORKERS = 2
# A Saleor server is waited for, and asks the App back meanwhile: a worker then does several things at once.
THREADS_BESIDE_SALEOR = 8
WORKER_THREADS = 4


class Command(BaseCommand):
    """Prepare and run the shop until Ctrl-C."""

    help = "Migrates, loads the demo, and runs broker, worker, beat and web server until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where to listen; the environment gives the defaults."""
        parser.add_argument(
            "--host", default=env.text("HOST", "127.0.0.1"), help="default: $HOST or 127.0.0.1"
        )
        parser.add_argument(
            "--port", type=int, default=env.integer("PORT", 8000), help="default: $PORT or 8000"
        )

    def handle(self, *, host: str, port: int, **_: Any) -> None:
        """Run everything; turn what can be foreseen into one sentence."""
        require_folder(settings.VAR_DIR)
        try:
            with supervisor.stop_signals(), supervisor.exclusive(settings.VAR_DIR / "shop.lock") as lock:
                require_free_port(host, port)
                require_database()
                with Supervisor(lock, self._say) as crew:
                    self._run(crew, host, port)
        except supervisor.StopRequested:
            self.stdout.write("The shop has stopped.")
        except supervisor.AlreadyRunning as error:
            raise CommandError(
                f"The shop already runs in this folder (process {error}); stop it first."
            ) from None
        except (supervisor.ChildKeepsDying, broker.NoBroker) as error:
            raise CommandError(str(error)) from None

    def _run(self, crew: Supervisor, host: str, port: int) -> None:
        started = time.monotonic()
        self._say("Starting the broker …")
        start_broker(crew)
        self._say("Bringing the database up to date …")
        call_command("migrate", interactive=False, verbosity=0)
        self._say("Collecting static files …")
        call_command("collectstatic", interactive=False, verbosity=0)
        if settings.SHOP_DEMO:
            self._say("Loading the demo …")
            call_command("load_demo", stdout=self.stdout)
        elif people.found_in_database():
            raise CommandError(
                "The database still has the demonstration's accounts: manage.py end_demo_accounts ends them."
            )
        connections.close_all()
        self._say("Starting the worker and the web server …")
        crew.start(worker_program())
        crew.start(web_program(host, port))
        if settings.SALEOR_STAFF_EMAIL and settings.SALEOR_STAFF_PASSWORD:
            self._install_app()
        self._say(f"Ready after {time.monotonic() - started:.1f} s.")
        self._print_addresses(host, port)
        crew.watch()

    def _install_app(self) -> None:
        """Install the App at the core: now that there is a worker to do it and a site to be found.

        Without it the shop runs, and its pages are as fresh as their caches.
        """
        try:
            call_command("install_app", stdout=io.StringIO())
        except CommandError as error:
            self._say(f"{error} The shop runs without it; manage.py install_app tries again.")
        connections.close_all()

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _print_addresses(self, host: str, port: int) -> None:
        address = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}"  # noqa: S104
        api = settings.SALEOR_API_URL or f"{address}/graphql/"
        rows = [("Shop", f"{address}/"), ("In English", f"{address}/en/"), ("API", api)]
        if settings.SHOP_DEMO:
            rows.append(("Sent mail", f"{address}/dev/mail/"))
            # A Saleor's shoppers are its own: the demo makes none there.
            shoppers = () if settings.SALEOR_API_URL else people.SHOPPERS
            rows += [("Log in as", f"{who.email}  password: {who.password}") for who in shoppers]
            rows.append(("Desk", f"{address}/operator/"))
            rows.append(("Sellers", f"{address}/atelier/"))
            rows.append(("Their log-ins", f"{address}/atelier/demo/  passwords, and codes of the minute"))
        self.stdout.write("")
        for name, value in rows:
            self.stdout.write(f"  {name:<14} {value}")
        self.stdout.write("\n  Ctrl-C stops everything.\n")


def require_folder(folder: Path) -> None:
    """Raise CommandError when the folder of the shop's own data cannot be made or written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{folder} cannot be made ({error.strerror}).") from None
    if not os.access(folder, os.W_OK):
        raise CommandError(f"{folder} cannot be written to.")


def require_free_port(host: str, port: int) -> None:
    """Raise CommandError when nobody, or somebody else, can listen there."""
    if not 0 < port < 65536:
        raise CommandError(f"PORT must be between 1 and 65535, not {port}.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({error.strerror}): "
                f"choose another, as in PORT={port + 1} make run."
            ) from None


def require_database() -> None:
    """Raise CommandError when the database does not answer."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        name = (
            "The server of DATABASE_URL" if settings.POSTGRES else f"The database {settings.SQLITE['NAME']}"
        )
        reason = str(error).strip().splitlines()[0]
        raise CommandError(f"{name} cannot be opened: {reason}") from None


def start_broker(crew: Supervisor) -> None:
    """Use the Redis of REDIS_URL, or start the embedded Valkey and tell this process and its children."""
    if settings.REDIS_URL:
        if not broker.answers(settings.REDIS_URL):
            raise CommandError("No Redis answers at REDIS_URL.")
        return
    path = broker.socket_path(settings.BROKER_SOCKET)
    crew.start(
        Program(
            "broker",
            broker.command(socket=path, data=settings.VAR_DIR / "valkey"),
            is_ready=lambda: broker.answers(f"unix://{path}"),
        )
    )
    # The settings were read before there was a socket.
    celery_app.conf.broker_url = f"redis+socket://{path}"
    os.environ["SHOP_BROKER_SOCKET"] = str(path)


def worker_program() -> Program:
    """Return the Celery worker with its beat, as threads of one process."""
    options = ["--pool", "threads", "--concurrency", str(WORKER_THREADS), "--queues", ",".join(QUEUES)]
    beat = ["--beat", "--schedule", str(settings.VAR_DIR / "celerybeat-schedule")]
    quiet = ["--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    return Program(
        "worker",
        [sys.executable, "-m", "celery", "--quiet", "--app", "config", "worker", *options, *beat, *quiet],
    )


def web_program(host: str, port: int) -> Program:
    """Return the web server; without a kill timeout one idle connection would hold up its end."""
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"]
    threads = THREADS_BESIDE_SALEOR if settings.SALEOR_API_URL else 1
    workers = ["--workers", str(WEB_WORKERS), "--blocking-threads", str(threads)]
    ends = ["--workers-kill-timeout", "2", "--respawn-failed-workers"]
    return Program(
        "web",
        [sys.executable, "-m", "granian", *options, *workers, *ends, "config.wsgi:application"],
        is_ready=lambda: answers_http(host, port),
    )


def answers_http(host: str, port: int) -> bool:
    """Say whether the home page comes, whatever it says."""
    door = http.client.HTTPConnection(host, port, timeout=30)
    try:
        door.request("GET", "/", headers={"Host": "localhost"})
        return door.getresponse().status > 0
    except OSError:
        return False
    finally:
        door.close()
