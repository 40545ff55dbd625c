"""The address with the owner's one-time code, printed on the server's terminal."""

import sys
from typing import TYPE_CHECKING, TextIO

from rich.console import Console

from api.settings import Settings

if TYPE_CHECKING:
    from api.access.owner.owner_code import OwnerCode

_PATH = "ejer"


def show_owner_code(code: "OwnerCode | None", settings: Settings, stream: TextIO | None = None) -> None:
    """Print the address with the owner's code, on a terminal only.

    It is not logged: logs are stored and forwarded. Where the stream is no terminal, such as under systemd or in a
    container, its output is a log too, and the code is not shown.
    """
    stream = stream or sys.stderr
    if code is None or not stream.isatty():
        return
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{settings.port}/{_PATH}#code={code.show()}"
    Console(file=stream, highlight=False, soft_wrap=True).print(
        "\nEjerens side. Adressen gælder én gang, og indtil serveren stoppes: del den ikke.\n"
        f"[bold]{address}[/]\n"
        "[dim]The owner’s page. The address works once, and until the server is stopped: do not share it.[/]\n"
    )
