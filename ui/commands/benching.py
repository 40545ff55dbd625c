"""`rundbord bench`: how fast it is, each command a measurement of its own."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.commands.scaling import scale
from ui.commands.settings import load_build_settings

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
    report: Annotated[Path, typer.Option(help="Mappe til bench.json og bench.html.")] = Path("artifacts/bench"),
    against: Annotated[Path, typer.Option(help="En tidligere måling, der sammenlignes med.")] = Path(
        "docs/performance/bench.json"
    ),
    load_seconds: Annotated[int, typer.Option(help="Hvor længe hvert antal klienter spørger.", min=1, max=60)] = 2,
    questions: Annotated[int | None, typer.Option(help="Højst så mange spørgsmål.", min=1)] = None,
    torch: Annotated[str, typer.Option(help="Hvad pip gives for at installere torch til de andre.")] = "torch==2.13.0",
) -> None:
    """Mål sprogmodel, søgning, svar, start og hukommelse, i processen og over HTTP med 1, 8 og 32 klienter."""
    if context.invoked_subcommand is not None:
        return
    # Here, since the server's start is among what is measured: it does without the benchmark.
    from bench.page import write_page  # noqa: PLC0415
    from bench.record import read_record, write_record  # noqa: PLC0415
    from bench.run import Plan, run_benchmark  # noqa: PLC0415
    from bench.tables import tables  # noqa: PLC0415

    before = read_record(against)
    settings = load_build_settings()
    plan = Plan(rounds=rounds, load_seconds=load_seconds, beside=beside, torch=torch, limit=questions)
    record = run_benchmark(settings.index, settings.corpus, _WORK, Console(stderr=True), plan)
    report.mkdir(parents=True, exist_ok=True)
    write_record(record, report / "bench.json")
    write_page(record, report / "bench.html")
    console = Console()
    for table in tables(record, before):
        console.print(table)
    console.print(f"Written: {report / 'bench.json'}, {report / 'bench.html'}", highlight=False)


@app.command()
def ingest(  # noqa: PLR0913  each is an option of the command
    paragraphs: Annotated[Path, typer.Argument(help="Danske afsnit, ét på hver linje, pakket med gzip.")],
    *,
    documents: Annotated[int, typer.Option(help="Hvor mange PDF-dokumenter, der laves.", min=1)] = 200,
    pages: Annotated[int, typer.Option(help="Sider i hvert.", min=1)] = 3,
    kill: Annotated[
        bool, typer.Option("--kill", help="Afbryd også en bygning, og mål, hvad den næste gør igen.")
    ] = False,
    memory: Annotated[str, typer.Option(help="Mål i stedet hukommelsen ved dokumenter på så mange sider.")] = "",
    report: Annotated[Path, typer.Option(help="Mappe til ingest.json.")] = Path("artifacts/bench"),
) -> None:
    """Mål, hvor hurtigt dokumenter indekseres, ved siden af sentence-transformers; kræver reportlab (udvikling)."""
    console = Console()
    if memory:
        from bench.ingest_memory import measure_memory, memory_table  # noqa: PLC0415

        counts = tuple(map(int, memory.split(",")))
        console.print(memory_table(measure_memory(paragraphs, _WORK / "memory", counts)))
        return
    from bench.ingest_speed import as_json, ingest_table, measure_ingest  # noqa: PLC0415

    found = measure_ingest(paragraphs, _WORK / "ingest", documents, pages, kill=kill)
    console.print(ingest_table(found))
    report.mkdir(parents=True, exist_ok=True)
    (report / "ingest.json").write_text(as_json(found), encoding="utf-8")


app.command()(scale)
