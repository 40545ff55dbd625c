"""Draw where the server's time goes under load: `python -m bench.flame FILE.svg [search|answer]`, or `make flame`."""

import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from api.settings import load_settings
from bench.exam import read_exam
from bench.load import put_load
from bench.ours import our_system
from bench.record import BenchmarkError
from bench.started import started
from index.bundle import open_bundle

_CLIENTS = 8
_SECONDS = 10
_A_SECOND = 200  # samples
_LEAST_PERCENT = 0.4
_FRAME = re.compile(r'<g><title>[^<]*</title><rect [^>]*?width="([\d.]+)%".*?</g>')


def draw_flames(picture: Path, path: str = "answer") -> None:
    """Put a load on `rundbord serve`, and let py-spy sample it, native code too; write the picture.

    Raises
    ------
    BenchmarkError
        If py-spy is missing, or may not look into the process.
    """
    sampler = shutil.which("py-spy")
    if sampler is None:
        raise BenchmarkError("py-spy mangler: make flame installerer den. / py-spy is missing: make flame installs it.")
    index = load_settings().index
    with TemporaryDirectory() as name:
        folder = Path(name)
        system = our_system(index, folder, None)
        bodies = system.write_bodies(read_exam(open_bundle(index).store).questions, folder)
        with started(system, folder / "server.log") as server, ThreadPoolExecutor(max_workers=1) as beside:
            url = server.url + system.doors[path].path
            server.client.get("/").raise_for_status()  # comes when the page has been built, which is not to be seen
            put_load(url, bodies[path], _CLIENTS, 2)
            beside.submit(put_load, url, bodies[path], _CLIENTS, _SECONDS + 2)
            watched = ["--pid", str(server.process.pid), "--duration", str(_SECONDS), "--rate", str(_A_SECOND)]
            command = [sampler, "record", "--native", "--output", str(picture), *watched]
            run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own command
    if run.returncode:
        raise BenchmarkError(f"py-spy: {run.stderr[-500:]}")
    picture.write_text(_without_slivers(picture.read_text(encoding="utf-8")), encoding="utf-8")


def _without_slivers(picture: str) -> str:
    """Leave out what is less than five of the picture's 1,200 pixels wide: nobody reads it, and it is most of it."""
    return _FRAME.sub(lambda frame: frame[0] if float(frame[1]) >= _LEAST_PERCENT else "", picture)


if __name__ == "__main__":
    draw_flames(Path(sys.argv[1]), *sys.argv[2:])
