"""The restrictions of deploy/rundbord.service without systemd: bubblewrap's namespaces and a seccomp filter.

What a cgroup does is not applied: the filter of IP addresses, the limits of memory and tasks.
"""

import errno
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyseccomp
import pytest

ROOT = Path(__file__).parent.parent
UNIT = ROOT / "deploy" / "rundbord.service"
STATE = Path("/var/lib/rundbord")
_USER = "61184"  # the first that systemd gives to DynamicUser=
_NAMESPACES = 0x00000080 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000 | 0x00020000
"""CLONE_NEWTIME, CGROUP, UTS, IPC, USER, PID, NET and NS."""
_SET_IDS = 0o6000
_FAMILIES = range(46)
_EMPTY = ("/tmp", "/var/tmp", "/home", "/root", "/var/lib")  # noqa: S108  the confined process's own

_BY_BUBBLEWRAP = {
    "DynamicUser", "User", "PrivateDevices", "PrivateTmp", "PrivateUsers", "ProtectHome", "ProtectSystem", "UMask",
    "StateDirectory", "WorkingDirectory", "Environment", "CapabilityBoundingSet", "AmbientCapabilities",
    "NoNewPrivileges", "ProtectProc", "ProtectHostname", "ProtectControlGroups", "ProtectKernelTunables",
}  # fmt: skip
_BY_SECCOMP = {
    "SystemCallFilter", "SystemCallErrorNumber", "SystemCallArchitectures", "RestrictAddressFamilies",
    "RestrictNamespaces", "RestrictSUIDSGID", "ProtectClock", "ProtectKernelLogs", "ProtectKernelModules",
}  # fmt: skip
_NOT_APPLIED = {
    "Type", "ExecStart", "EnvironmentFile", "Restart", "RestartSec", "TimeoutStopSec", "StateDirectoryMode",
    "LockPersonality", "RestrictRealtime", "RemoveIPC", "IPAddressDeny", "IPAddressAllow", "MemoryMax", "TasksMax",
}  # fmt: skip
KNOWN = _BY_BUBBLEWRAP | _BY_SECCOMP | _NOT_APPLIED


@dataclass(frozen=True)
class Unit:
    """The settings of a unit's section [Service], in their order."""

    settings: tuple[tuple[str, str], ...]

    def values(self, name: str) -> list[str]:
        """All values of a setting that may stand several times."""
        return [value for given, value in self.settings if given == name]


def read_unit(path: Path = UNIT) -> Unit:
    section = path.read_text(encoding="utf-8").partition("[Service]\n")[2].partition("\n[")[0]
    lines = [line.partition("=") for line in section.splitlines() if re.match(r"\w+=", line)]
    return Unit(tuple((name, value) for name, _, value in lines))


def allowed_calls(unit: Unit) -> set[str]:
    """The system calls that the unit's filter lets through."""
    allowed: set[str] = set()
    for value in unit.values("SystemCallFilter"):
        named = {call for name in value.removeprefix("~").split() for call in _expand(name)}
        allowed = allowed - named if value.startswith("~") else allowed | named
    return allowed


def _expand(name: str) -> Iterator[str]:
    if not name.startswith("@"):
        yield name
        return
    tool = shutil.which("systemd-analyze") or pytest.fail("systemd-analyze is missing: apt-get install systemd")
    told = subprocess.run([tool, "syscall-filter", name], capture_output=True, text=True, check=True)  # noqa: S603  a tool
    for line in told.stdout.splitlines()[1:]:
        if (inner := line.strip()) and not inner.startswith("#"):
            yield from _expand(inner)


def _filter(unit: Unit) -> pyseccomp.SyscallFilter:
    rules = pyseccomp.SyscallFilter(defaction=pyseccomp.ERRNO(errno.EPERM))
    for call in sorted(allowed_calls(unit)):
        if pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, call) >= 0:
            _allow(rules, call, unit)
    return rules


def _allow(rules: pyseccomp.SyscallFilter, call: str, unit: Unit) -> None:
    """Let a call through, as far as the unit's other settings do."""
    families = {getattr(socket, name) for value in unit.values("RestrictAddressFamilies") for name in value.split()}
    match call:
        case "socket":
            for family in _FAMILIES:
                action = pyseccomp.ALLOW if family in families else pyseccomp.ERRNO(errno.EAFNOSUPPORT)
                rules.add_rule(action, call, pyseccomp.Arg(0, pyseccomp.EQ, family))
        case "clone" | "unshare":
            rules.add_rule(pyseccomp.ALLOW, call, pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _NAMESPACES, 0))
        case "clone3":  # its flags lie in memory, where no filter sees them: glibc then takes clone
            rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), call)
        case "setns":
            pass
        case "chmod" | "fchmod" | "fchmodat":
            mode = 2 if call == "fchmodat" else 1
            rules.add_rule(pyseccomp.ALLOW, call, pyseccomp.Arg(mode, pyseccomp.MASKED_EQ, _SET_IDS, 0))
        case _:
            rules.add_rule(pyseccomp.ALLOW, call)


@contextmanager
def confined(command: Sequence[str], state: Path, unit: Unit, **environment: str) -> Iterator["subprocess.Popen[str]"]:
    """Run a command of our own as the unit would, and end it afterwards; `state` is its state folder."""
    bubblewrap = shutil.which("bwrap") or pytest.fail("bwrap is missing: apt-get install bubblewrap")
    for folder in unit.values("StateDirectory")[0].split():
        (state / Path(folder).relative_to("rundbord")).mkdir(exist_ok=True)
    given = {
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        **dict(value.split("=", 1) for value in unit.values("Environment")),
        **environment,
    }
    ours = dict.fromkeys((Path(sys.base_prefix), Path(sys.prefix).resolve(), ROOT))
    process = subprocess.Popen(  # noqa: S603  our own
        [
            bubblewrap, "--die-with-parent", "--new-session", "--clearenv",
            "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--uid", _USER, "--gid", _USER,
            "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc",
            *[part for folder in _EMPTY for part in ("--tmpfs", folder)],
            *[part for folder in ours for part in ("--ro-bind", str(folder), str(folder))],
            "--bind", str(state), str(STATE), "--chdir", str(STATE),
            *[part for name, value in given.items() for part in ("--setenv", name, value)],
            sys.executable, "-m", "tests.confined", *command,
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        umask=int(unit.values("UMask")[0], 8),
    )  # fmt: skip
    with process:
        try:
            yield process
        finally:
            process.terminate()


def _become(command: list[str]) -> None:
    """Filter the system calls, and become the command."""
    _filter(read_unit()).load()  # which also keeps new privileges from coming
    os.execvp(command[0], command)  # noqa: S606


if __name__ == "__main__":
    _become(sys.argv[1:])
