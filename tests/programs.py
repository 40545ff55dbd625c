"""Programs of others that a test starts on this machine, waits for, and ends."""

import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest

_PLACES = "/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin:/sbin:/bin"


def find_program(name: str, package: str) -> str:
    """Give the path of a program; a test that needs it fails where it is missing, and says what to install."""
    path = shutil.which(name, path=_PLACES)
    if path is None:
        pytest.fail(f"{name} is missing: apt-get install {package}")
    return path


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str | Path], port: int, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[None]:
    """Run a program until the end of the block, from when it listens on a port."""
    with log.open("ab") as said, subprocess.Popen(command, stdout=said, stderr=said, env=environment) as program:  # noqa: S603
        try:
            _wait_for(port, program, log)
            yield
        finally:
            program.terminate()


def _wait_for(port: int, program: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(400):
        assert program.poll() is None, log.read_text()
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.05)
    pytest.fail(f"Nothing listens on port {port}: {log.read_text()}")
