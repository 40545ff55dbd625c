"""`rundbord bench`: Rundbord's speed; each command is a measurement of its own."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.build_settings import load_build_settings
from ui.cli.evaluation.bench_scale import scale

app = typer.Typer(name="bench", help="Mål hastigheden; uden underkommando søgning og svar. / Measure the speed.")
_WORK = Path(".rundbord/bench")


@app.callback(invoke_without_command=True)
def bench(  # noqa: PLR0913  each is an option of the command
    context: typer.Context,
    *,
    rounds: Annotated[int, typer.Option(help="Hvor mange gange hvert system måles.", min=1, max=100)] = 5,
    beside: Annotated[
        bool, typer.Option("--beside/--alone", help="Mål også FAISS, txtai, LlamaIndex og Haystack ved siden af.")
    ] = False,
    report: Annotated[Path, typer.Option(help="Mappe til bench.json.")] = Path("artifacts/bench"),
    load_seconds: Annotated[int, typer.Option(help="Hvor længe hvert antal klienter spørger.", min=1, max=60)] = 2,
    questions: Annotated[int | None, typer.Option(help="Højst så mange spørgsmål.", min=1)] = None,
    torch: Annotated[str, typer.Option(help="Hvad pip gives for at installere torch til de andre.")] = "torch==2.13.0",
) -> None:
    """Mål sprogmodel, søgning, svar, start og hukommelse, i processen og over HTTP med 1, 8 og 32 klienter."""
    if context.invoked_subcommand is not None:
        return
    from eval.speed.benchmark import Plan, run_benchmark, speed_table, write_json  # noqa: PLC0415  serving does not need it

    settings = load_build_settings()
    plan = Plan(rounds=rounds, load_seconds=load_seconds, beside=beside, torch=torch, limit=questions)
    found = run_benchmark(settings.index, settings.corpus, _WORK, Console(stderr=True), plan)
    report.mkdir(parents=True, exist_ok=True)
    write_json(found, report / "bench.json")
    console = Console()
    console.print(speed_table(found))
    console.print(f"{report / 'bench.json'}", highlight=False)


@app.command()
def ingest(
    paragraphs: Annotated[Path, typer.Argument(help="Danske afsnit, ét på hver linje, pakket med gzip.")],
    *,
    documents: Annotated[int, typer.Option(help="Hvor mange PDF-dokumenter, der laves.", min=1)] = 200,
    pages: Annotated[int, typer.Option(help="Sider i hvert.", min=1)] = 3,
) -> None:
    """Mål, hvor hurtigt dokumenter indekseres, ved siden af sentence-transformers; kræver reportlab (udvikling)."""
    from eval.speed.ingest_speed import ingest_table, measure_ingest  # noqa: PLC0415  serving does not need it

    passages, costs = measure_ingest(paragraphs, _WORK / "ingest", documents, pages)
    Console().print(ingest_table(documents, passages, costs))


app.command()(scale)
