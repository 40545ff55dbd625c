"""`rundbord bench`: how fast it is, each command a measurement of its own."""

from typing import Annotated

import typer
from rich.console import Console

from api.settings import load_settings
from bench.speed import measure, speed_table

app = typer.Typer(name="bench", help="Mål hastigheden; uden underkommando søgning og svar. / Measure the speed.")


@app.callback(invoke_without_command=True)
def bench(
    context: typer.Context,
    rounds: Annotated[int, typer.Option(help="Hvor mange gange hvert spørgsmål stilles.", min=1, max=100)] = 5,
) -> None:
    """Mål, hvor hurtigt der søges og svares, ved siden af den bare sprogmodel."""
    if context.invoked_subcommand is None:
        Console().print(speed_table(measure(load_settings(), rounds)))
