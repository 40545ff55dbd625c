"""A number of clients ask at the same time, each its next question as soon as it has its answer, in a process apart.

The load comes from `wrk` where it is installed, which takes little of the cores that it shares with the server, else
from httpx (`bench.load_httpx`), which takes more: figures of the two are not to be compared.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bench.record import BenchmarkError

_SCRIPT = Path(__file__).with_name("load.lua")
_PATIENCE_SECONDS = 60


class Load(BaseModel):
    """What came of one load: requests, those not answered with a success, and milliseconds of one request."""

    model_config = ConfigDict(frozen=True)

    requests: int
    failed: int
    seconds: float
    p50: float
    p95: float
    p99: float

    @property
    def per_second(self) -> float:
        """Requests that were answered with a success, a second."""
        return (self.requests - self.failed) / self.seconds


def load_tool() -> str:
    """Name what the load will come from."""
    return "wrk" if shutil.which("wrk") else "httpx"


def put_load(url: str, bodies: Path, clients: int, seconds: int) -> Load:
    """Ask a server for some seconds, and for twice as long while nothing is answered in the time.

    Parameters
    ----------
    url
        What each body is posted to.
    bodies
        A file with a JSON body a line, taken in turn.

    Raises
    ------
    BenchmarkError
        If the load generator says nothing that can be read, or nothing is answered within a minute.
    """
    while (load := _put_load(url, bodies, clients, seconds)).requests == 0:
        seconds *= 2
        if seconds > _PATIENCE_SECONDS:
            raise BenchmarkError(
                f"{url} svarede ikke {clients} klienter i {seconds // 2} sekunder. / {url} answered none of them."
            )
    return load


def _put_load(url: str, bodies: Path, clients: int, seconds: int) -> Load:
    wrk = shutil.which("wrk")
    command = (
        [wrk, "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "20s", "-s", str(_SCRIPT), url, "--", str(bodies)]
        if wrk
        else [sys.executable, "-m", "bench.load_httpx", url, str(bodies), str(clients), str(seconds)]
    )
    run = subprocess.run(  # noqa: S603  our own command
        command, capture_output=True, text=True, timeout=seconds + _PATIENCE_SECONDS, check=False
    )
    try:
        return Load.model_validate_json(run.stdout.strip().rpartition("\n")[2])
    except ValidationError as error:
        raise BenchmarkError(
            f"«{' '.join(command)}» sluttede med kode {run.returncode} uden tal. / ended with code {run.returncode} "
            f"without figures: {run.stderr[-500:]}"
        ) from error
