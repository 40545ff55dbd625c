"""Programs in PID namespaces of their own, as containers run them: the first process of each is number 1."""

import subprocess
import sys

IN_A_NAMESPACE = ("unshare", "--pid", "--fork", "--mount-proc", "--kill-child")


def start(script: str, *arguments: str, apart: bool = True) -> "subprocess.Popen[str]":
    """Start a Python script, `apart` in a namespace, and return when it has printed its first line."""
    prefix = IN_A_NAMESPACE if apart else ()
    process = subprocess.Popen(  # noqa: S603  our own script
        [*prefix, sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n", process.stderr and process.stderr.read()
    return process
