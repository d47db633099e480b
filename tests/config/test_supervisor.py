"""The supervisor with real child processes: restarted when they die, none left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import supervisor
from config.supervisor import AlreadyRunning, ChildKeepsDying, Program, Supervisor
from tests.config.processes import eventually, is_alive

# Two children; the second one's own child ignores a polite request to end.
FAMILY = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from config import supervisor

    folder = Path(sys.argv[1])
    STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    FIRST = "import os, sys, time; open(sys.argv[1] + '/first', 'w').write(str(os.getpid())); time.sleep(60)"
    SECOND = (
        "import os, subprocess, sys, time\\n"
        "child = subprocess.Popen([sys.executable, '-c', sys.argv[2]])\\n"
        "open(sys.argv[1] + '/second', 'w').write(f'{os.getpid()} {child.pid}')\\n"
        "time.sleep(60)"
    )

    def written(name):
        return lambda: (folder / name).exists() and (folder / name).read_text() != ""

    python, Program = [sys.executable, "-c"], supervisor.Program
    first = Program("first", [*python, FIRST, str(folder)], is_ready=written("first"))
    second = Program("second", [*python, SECOND, str(folder), STUBBORN], is_ready=written("second"))
    try:
        with supervisor.stop_signals(), supervisor.exclusive(folder / "lock") as lock:
            with supervisor.Supervisor(lock) as crew:
                crew.start(first)
                crew.start(second)
                (folder / "ready").touch()
                crew.watch()
    except supervisor.StopRequested:
        print("stopped")
    """
)


@pytest.fixture
def family(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", FAMILY, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert eventually((tmp_path / "ready").exists)
    yield process
    process.kill()
    process.communicate()


def family_pids(folder: Path) -> list[int]:
    return [int(pid) for name in ("first", "second") for pid in (folder / name).read_text().split()]


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stop_signal_ends_children_and_grandchildren(
    family: subprocess.Popen[str], tmp_path: Path, stop: signal.Signals
) -> None:
    pids = family_pids(tmp_path)
    assert len(pids) == 3
    assert all(is_alive(pid) for pid in pids)

    family.send_signal(stop)
    output, _ = family.communicate(timeout=20)

    assert output.endswith("stopped\n")
    assert family.returncode == 0
    assert eventually(lambda: not [pid for pid in pids if is_alive(pid)], seconds=5)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent was killed")
def test_a_killed_supervisor_takes_its_children_along(family: subprocess.Popen[str], tmp_path: Path) -> None:
    first, second, _stubborn_grandchild = family_pids(tmp_path)

    family.kill()

    assert eventually(lambda: not is_alive(first) and not is_alive(second))
    os.kill(_stubborn_grandchild, signal.SIGKILL)


def test_a_killed_child_is_started_again(family: subprocess.Popen[str], tmp_path: Path) -> None:
    first, second, _ = family_pids(tmp_path)

    os.kill(first, signal.SIGKILL)

    assert eventually(lambda: family_pids(tmp_path)[0] != first)
    assert is_alive(family_pids(tmp_path)[0])
    assert is_alive(second)


def test_a_second_supervisor_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with (
        supervisor.exclusive(tmp_path / "lock"),
        pytest.raises(AlreadyRunning, match=f"^{os.getpid()}$"),
        supervisor.exclusive(tmp_path / "lock"),
    ):
        pytest.fail("Two supervisors hold one folder.")


def test_the_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    with supervisor.exclusive(tmp_path / "lock"):
        pass

    with supervisor.exclusive(tmp_path / "lock") as lock:
        assert not lock.closed


def test_a_child_that_keeps_dying_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "RESTART_PAUSE", 0)
    monkeypatch.setattr(supervisor, "POLL", 0.01)
    starts = tmp_path / "starts"
    command = [sys.executable, "-c", "import sys; open(sys.argv[1], 'a').write('x')", str(starts)]

    with (
        supervisor.exclusive(tmp_path / "lock") as lock,
        Supervisor(lock, say=lambda line: None) as crew,
    ):
        crew.start(Program("worker", command))
        with pytest.raises(ChildKeepsDying, match=r"^worker died 6 times within 60 s\.$"):
            crew.watch()

    assert starts.read_text() == "x" * 6


def test_a_child_that_ends_before_it_is_ready_is_an_error_and_its_words_are_shown(tmp_path: Path) -> None:
    said: list[str] = []
    command = [sys.executable, "-c", "print('no such database'); raise SystemExit(3)"]

    with (
        supervisor.exclusive(tmp_path / "lock") as lock,
        pytest.raises(ChildKeepsDying, match="^web did not start"),
        Supervisor(lock, say=said.append) as crew,
    ):
        crew.start(Program("web", command, is_ready=lambda: False))

    assert said == ["web    | no such database"]
