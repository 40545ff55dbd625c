"""Debian's nginx in front of a server: TLS with a certificate made on the spot, and a path that it strips."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest

CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
  access_log {folder}/access.log;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/certificate.pem;
    ssl_certificate_key {folder}/key.pem;
    location = {path} {{ return 308 {path}/; }}
    location {path}/ {{
      proxy_pass {server}/;
      proxy_http_version 1.1;
      proxy_buffering off;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Forwarded-For $remote_addr;
    }}
  }}
}}
"""
"""From `location` on as docs/proxy.md gives it to those who run a server."""


@contextmanager
def nginx_in_front(server: str, path: str, folder: Path) -> Iterator[str]:
    """Run nginx on a free port and give the address of the path that it serves."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if program is None or shutil.which("openssl") is None:
        pytest.fail("nginx or openssl is missing: apt-get install nginx-light openssl")
    _make_certificate(folder)
    port = _free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port, path=path, server=server))
    with subprocess.Popen([program, "-c", configuration, "-p", folder, "-e", folder / "error.log"]) as nginx:  # noqa: S603
        try:
            _wait_for(port, nginx, folder / "error.log")
            yield f"https://127.0.0.1:{port}{path}"
        finally:
            nginx.terminate()


def _make_certificate(folder: Path) -> None:
    named = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    written = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"]
    subprocess.run(["openssl", "req", *kind, *named, *written], check=True, capture_output=True)  # noqa: S603, S607


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _wait_for(port: int, nginx: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(200):
        assert nginx.poll() is None, log.read_text()
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.05)
    pytest.fail(f"nginx does not listen on port {port}: {log.read_text()}")
