"""The server's address, and the one with the owner's one-time code, printed on the server's terminal."""

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
    address = f"{_address(settings)}{_PATH}#code={code.show()}"
    Console(file=stream, highlight=False, soft_wrap=True).print(
        "\nEjerens side. Adressen gælder én gang, og indtil serveren stoppes: del den ikke.\n"
        f"[bold]{address}[/]\n"
        "[dim]The owner’s page. The address works once, and until the server is stopped: do not share it.[/]\n"
    )


def show_address(settings: Settings, stream: TextIO | None = None) -> None:
    """Print the address of the page, on a terminal only: the log hides what uvicorn says of it."""
    stream = stream or sys.stderr
    if stream.isatty():
        Console(file=stream, highlight=False, soft_wrap=True).print(
            f"\nRundbord svarer på [bold]{_address(settings)}[/] [dim](Rundbord answers there; Ctrl+C stops it)[/]"
        )


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}/"
