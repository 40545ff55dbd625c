"""What Gradio imports and the page does not use is not imported, and whoever does use it has it."""

import subprocess
import sys
from textwrap import dedent

from ui.put_off import put_off


def test_the_page_answers_without_what_was_put_off() -> None:
    script = """
        import sys
        from pathlib import Path
        from tempfile import TemporaryDirectory

        from ui.gradio_start import lighten_gradio

        lighten_gradio()
        import httpx

        from rapidfuzz import process
        from tests.api_fakes import make_store, serving
        from tests.page_server import ASKED, PageAnswerer, whole_server

        with TemporaryDirectory() as folder:
            store = make_store(Path(folder))
            with serving(whole_server(PageAnswerer(store), store)) as url:
                assert "gradio" in httpx.get(url).text
                asked = {"data": [ASKED, "[]", "{}"], "fn_index": 0, "session_hash": "one", "trigger_id": None}
                httpx.post(f"{url}/gradio_api/queue/join", json=asked).raise_for_status()
                told = httpx.get(f"{url}/gradio_api/queue/data", params={"session_hash": "one"}).text
                assert "data-kept" in told, told
        assert process.extractOne("ledelsn", ["ledelse"]) is not None
        assert not [name for name in sys.modules if name.startswith(("pandas.", "mcp."))]
        import gradio.component_meta

        meta = gradio.component_meta
        assert meta.create_or_modify_pyi.__module__ == "ui.gradio_start"
        assert "create_or_modify_pyi(component_class" in Path(meta.__file__).read_text(encoding="utf-8")
        import pandas

        assert pandas.DataFrame({"a": [1, 2]}).sum()["a"] == 3
        from gradio import Server
        from gradio.mcp import GradioMCPServer

        assert Server.mcp.fget is not None
        assert GradioMCPServer.__module__ == "gradio.mcp"
        assert callable(sys.modules["gradio.server"]._MCPNamespace.tool("a name"))
    """
    run = subprocess.run(  # noqa: S603  our own script
        [sys.executable, "-c", dedent(script)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_what_is_there_is_not_put_off() -> None:
    put_off("subprocess")
    assert sys.modules["subprocess"] is subprocess


def test_parts_of_what_was_put_off_are_found() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "wsgiref"]:
        del sys.modules[name]
    put_off("wsgiref")
    from wsgiref import util  # noqa: PLC0415  it is the import that is tried

    assert util.guess_scheme({"HTTPS": "on"}) == "https"
