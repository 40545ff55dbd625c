"""`rundbord bench scale`: the cost of search by number of passages."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.settings import load_settings

_SIZES = [1_000, 10_000, 100_000, 1_000_000]


def scale(  # noqa: PLR0913  each is an option of the command
    sizes: Annotated[
        list[int] | None,
        typer.Option("--size", help="Antal afsnit; kan gentages. Ellers 1.000 til 1.000.000.", min=1_000),
    ] = None,
    real: Annotated[int, typer.Option(help="Afsnit, der indlejres; vektorer derudover dannes af dem.")] = 50_000,
    paragraphs: Annotated[Path, typer.Option(help="Afsnit, ét pr. linje, i .txt.gz.")] = Path(
        "../shared/data/danish_paragraphs.txt.gz"
    ),
    folder: Annotated[Path, typer.Option(help="Hvor alt ligger, så næste gang går hurtigt.")] = Path(".rundbord/scale"),
    report: Annotated[Path, typer.Option(help="Mappe til scale.json og scale.html.")] = Path("docs/performance"),
    *,
    forms: Annotated[bool, typer.Option(help="Sammenlign også de måder, FAISS kan søge på.")] = True,
) -> None:
    """Mål søgning blandt op til en million afsnit: fund, tider, hukommelse, disk og byggetid."""
    # Here, since a server does not need the benchmark.
    from eval.speed.scale.scale_report import scale_tables, write_report  # noqa: PLC0415
    from eval.speed.scale.scale_run import measure_scale  # noqa: PLC0415
    from index.storage.bundle import open_bundle  # noqa: PLC0415

    measured = measure_scale(open_bundle(load_settings().index), paragraphs, folder, sizes or _SIZES, real, forms=forms)
    write_report(measured, report)
    console = Console()
    for table in scale_tables(measured):
        console.print(table)
