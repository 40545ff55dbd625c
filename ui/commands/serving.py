"""`rundbord serve`: the page, the API and the widget in one server."""

from api.settings import ACCEPTED, load_settings

EPILOG = "Miljøvariable: " + " ".join(f"RUNDBORD_{name.upper()}: {accepted}." for name, accepted in ACCEPTED.items())


def serve(host: str | None, port: int | None) -> None:
    """Serve until stopped; host and port given here win over the environment."""
    import uvicorn  # noqa: PLC0415  with the page it takes a second that other commands need not wait

    from ui.server import open_server  # noqa: PLC0415

    settings = load_settings()
    given = {name: value for name, value in {"host": host, "port": port}.items() if value is not None}
    settings = settings.model_copy(update=given)
    server = open_server(settings)
    uvicorn.run(
        server, host=settings.host, port=settings.port, root_path=settings.root_path, access_log=False, log_level="info"
    )
