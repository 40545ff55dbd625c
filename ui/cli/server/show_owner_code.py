"""The address with the owner's one-time code, written to the terminal that a server is started in."""

import sys
from typing import TYPE_CHECKING, TextIO

from rich.console import Console

from api.settings import Settings

if TYPE_CHECKING:
    from api.access.owner.owner_code import OwnerCode

_PATH = "ejer"


def show_owner_code(code: "OwnerCode | None", settings: Settings, stream: TextIO | None = None) -> None:
    """Show the address where the code makes somebody the owner, on a terminal and nowhere else.

    It is no line of the log: a log is kept and sent on. Where the stream is no terminal, such as under systemd or in a
    container, what is written to it is a log too, and the code is shown to nobody.
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
