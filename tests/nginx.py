"""Debian's nginx in front of a server: TLS with a certificate made on the spot, and a path that it strips."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.programs import find_program, free_port, running

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
    nginx = find_program("nginx", "nginx-light")
    _make_certificate(folder)
    port = free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port, path=path, server=server))
    log = folder / "error.log"
    with running([nginx, "-c", configuration, "-p", folder, "-e", log], port, log):
        yield f"https://127.0.0.1:{port}{path}"


def _make_certificate(folder: Path) -> None:
    openssl = find_program("openssl", "openssl")
    named = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    written = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"]
    subprocess.run([openssl, "req", *kind, *named, *written], check=True, capture_output=True)  # noqa: S603
