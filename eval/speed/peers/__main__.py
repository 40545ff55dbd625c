"""Run a peer: `python eval/speed/peers build|serve NAME --model FOLDER --texts FILE --index FOLDER [--port N]`."""

import argparse
import json
from importlib import import_module
from pathlib import Path

import uvicorn
from peer import Peer
from peer_server import make_app


def main() -> None:
    """Build a peer's index, or serve it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("verb", choices=["build", "serve"])
    parser.add_argument("name", choices=["faiss", "txtai", "llamaindex", "haystack"])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    peer: Peer = import_module(f"with_{given.name}")
    texts: list[str] = json.loads(given.texts.read_text(encoding="utf-8"))
    if given.verb == "build":
        given.index.mkdir(parents=True, exist_ok=True)
        peer.load(given.model, None).build(texts, given.index)
    else:
        uvicorn.run(make_app(peer.load(given.model, given.index), texts), port=given.port, log_level="warning")


main()
