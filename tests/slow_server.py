"""Program: a server configured like `rundbord serve`, whose answers take a second and a half."""

import sys
from pathlib import Path
from time import sleep

import uvicorn

from answer.types import Answer, Question
from api.access.access import open_access
from api.access.keys import KeyStore
from api.logging.setup import LogSettings, start_logging
from api.settings import Settings
from tests.api_fakes import CORPUS, FakeAnswerer, app_over, make_store
from ui.cli.server.serve import configure

SECONDS = 1.5


class SlowAnswerer(FakeAnswerer):
    """Waits before it answers."""

    def answer(self, question: Question) -> Answer:
        sleep(SECONDS)
        return super().answer(question)


def main() -> None:
    """Serve from a folder until a signal ends it; the port is the second argument."""
    start_logging(LogSettings())
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    store = make_store(folder)
    settings = Settings(port=port, feedback=False)
    access = open_access(keys=KeyStore(folder / "keys.db"))
    app = app_over(SlowAnswerer(store), store, settings, None, CORPUS, access=access)
    uvicorn.Server(configure(app, settings)).run()


if __name__ == "__main__":
    main()
