"""Proxies, tunnels and port forwards as they come, in front of a server that nobody has set up."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from getpass import getuser
from pathlib import Path

from tests.programs import find_program, free_port, running

NGINX = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://127.0.0.1:{server}; }}
  }}
}}
"""
APACHE = """
ServerRoot {folder}
ServerName intranet.example.dk
PidFile {folder}/apache.pid
ErrorLog {folder}/program.log
User nobody
Group nogroup
Listen 127.0.0.1:{port}
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
ProxyPass / http://127.0.0.1:{server}/
ProxyPassReverse / http://127.0.0.1:{server}/
"""
CADDY = """
{{
  admin off
  auto_https off
}}
http://:{port} {{
  bind 127.0.0.1
  reverse_proxy 127.0.0.1:{server}
}}
"""
HAPROXY = """
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
listen rundbord
  bind 127.0.0.1:{port}
  server rundbord 127.0.0.1:{server}
"""
SSHD = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/key
AuthorizedKeysFile {folder}/key.pub
PidFile none
StrictModes no
UsePAM no
"""

Front = Callable[[int, Path], AbstractContextManager[str]]
"""Puts a program in front of the server on a port, with its files in a folder, and gives the program's address."""


def _configured(configuration: str, command: Callable[[Path], list[str | Path]]) -> Front:
    @contextmanager
    def in_front(server: int, folder: Path) -> Iterator[str]:
        port, file = free_port(), folder / "configuration"
        file.write_text(configuration.format(folder=folder, port=port, server=server))
        homes = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}  # Caddy's
        with running(command(file), port, folder / "program.log", os.environ | homes):
            yield f"http://127.0.0.1:{port}"

    return in_front


@contextmanager
def _socat(server: int, folder: Path) -> Iterator[str]:
    port, program = free_port(), find_program("socat", "socat")
    listening = f"TCP-LISTEN:{port},bind=127.0.0.1,fork,reuseaddr"
    with running([program, listening, f"TCP:127.0.0.1:{server}"], port, folder / "program.log"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _ssh_port_forward(server: int, folder: Path) -> Iterator[str]:
    key, configuration, log = folder / "key", folder / "sshd_config", folder / "program.log"
    made = [find_program("ssh-keygen", "openssh-client"), "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
    subprocess.run(made, check=True)  # noqa: S603
    port, forwarded = free_port(), free_port()
    configuration.write_text(SSHD.format(folder=folder, port=port))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # which sshd asks for, and a system's start makes
    trusting = ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "BatchMode=yes"]
    where = ["-N", "-L", f"127.0.0.1:{forwarded}:127.0.0.1:{server}", "-p", str(port), f"{getuser()}@127.0.0.1"]
    client = [find_program("ssh", "openssh-client"), "-F", "none", "-i", str(key), *trusting, *where]
    with (
        running([find_program("sshd", "openssh-server"), "-D", "-e", "-f", configuration], port, log),
        running(client, forwarded, log),
    ):
        yield f"http://127.0.0.1:{forwarded}"


FRONTS: dict[str, Front] = {
    "nginx": _configured(NGINX, lambda file: [find_program("nginx", "nginx-light"), "-c", file, "-e", "stderr"]),
    "Apache": _configured(APACHE, lambda file: [find_program("apache2", "apache2"), "-f", file, "-D", "FOREGROUND"]),
    "Caddy": _configured(
        CADDY, lambda file: [find_program("caddy", "caddy"), "run", "--adapter", "caddyfile", "--config", file]
    ),
    "HAProxy": _configured(HAPROXY, lambda file: [find_program("haproxy", "haproxy"), "-db", "-f", file]),
    "socat": _socat,
    "SSH port forward": _ssh_port_forward,
}
WRITE_THE_HOST = frozenset({"nginx", "Apache"})
"""Those that send the server's own address as `Host`, whatever the browser sent."""
