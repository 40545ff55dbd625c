"""Keys for programs: shown once, stored as a hash in a SQLite file, revoked for good."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from secrets import token_hex, token_urlsafe
from sqlite3 import Connection

from api.access.caller import Caller, Scope
from api.feedback.feedback_store import utc_now
from api.feedback.sqlite_file import SqliteFile

SCHEMAS = (
    "CREATE TABLE keys (id TEXT PRIMARY KEY, name TEXT, scopes TEXT, hash TEXT, made TEXT, ends TEXT, revoked TEXT)",
    "CREATE TABLE key_groups (key TEXT, name TEXT, PRIMARY KEY (key, name))",
)
_SECRET_BYTES = 32
_KEY = re.compile(r"rb_([0-9a-f]{8})_[\w-]{43}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Key:
    """The record of a key, without its secret. `ends` and `revoked` are None if the key never ends or is in force."""

    id: str
    name: str
    scopes: frozenset[Scope]
    made: datetime
    ends: datetime | None
    revoked: datetime | None
    groups: frozenset[str] = frozenset()

    def is_valid(self, moment: datetime) -> bool:
        """Return whether the key is in force at a moment."""
        return self.revoked is None and (self.ends is None or moment < self.ends)


class KeyStore:
    """The file of keys. A key has 256 random bits, for which a fast hash is as safe as a slow one.

    Revoked keys stay listed: a server that has ever had a key stays closed when the last of them is revoked.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = utc_now) -> None:
        self._file = SqliteFile(path, "RUNDBORD_KEYS_DB", SCHEMAS)
        self._now = now

    def create(
        self, name: str, scopes: Collection[Scope], days: int | None = None, groups: Collection[str] = ()
    ) -> tuple[Key, str]:
        """Make a key. Return its record and its secret, which cannot be read again."""
        made = self._now()
        ends = None if days is None else made + timedelta(days=days)
        key = Key(token_hex(4), name, frozenset(scopes), made, ends, None, frozenset(groups))
        secret = f"rb_{key.id}_{token_urlsafe(_SECRET_BYTES)}"
        with self._file.visit() as connection:
            connection.execute(
                "INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?, NULL)",
                (key.id, name, " ".join(sorted(scopes)), _hash(secret), _stamp(made), ends and _stamp(ends)),
            )
            connection.executemany("INSERT INTO key_groups VALUES (?, ?)", [(key.id, group) for group in key.groups])
        return key, secret

    def listed(self) -> list[Key]:
        """List all keys, revoked ones too, the newest first."""
        if not self._file.path.exists():
            return []
        with self._file.look() as connection:
            rows = connection.execute("SELECT id, name, scopes, made, ends, revoked FROM keys ORDER BY rowid DESC")
            return [_key(row, _groups(connection, row[0])) for row in rows.fetchall()]

    def revoke(self, name: str) -> bool:
        """Revoke the key with this id, now and for good; False if there is no such key or it was revoked already."""
        if not self._file.path.exists():
            return False
        with self._file.visit() as connection:
            changed = connection.execute(
                "UPDATE keys SET revoked = ? WHERE id = ? AND revoked IS NULL", (_stamp(self._now()), name)
            )
            return changed.rowcount == 1

    def open_with(self, secret: str) -> Caller | None:
        """Return the caller with this key; None if the key is unknown or not in force.

        The file is read each time, so that a revoked key is refused at once.
        """
        match = _KEY.fullmatch(secret)
        if match is None or not self._file.path.exists():
            return None
        with self._file.look() as connection:
            row = connection.execute(
                "SELECT hash, id, name, scopes, made, ends, revoked FROM keys WHERE id = ?", (match[1],)
            ).fetchone()
            groups = _groups(connection, match[1])
        if row is None or not compare_digest(row[0], _hash(secret)):
            return None
        key = _key(row[1:], groups)
        return Caller(f"key {key.id}", key.scopes, groups=key.groups) if key.is_valid(self._now()) else None


def looks_like_key(secret: str) -> bool:
    """Return whether a secret is a key; the other kind is a widget's token."""
    return secret.startswith("rb_")


def read_scopes(words: Collection[str]) -> Iterator[Scope]:
    """Read the scopes of a key. Unknown scopes, written by a newer version, are left out."""
    return (Scope(word) for word in words if word in set(Scope))


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _groups(connection: Connection, name: str) -> frozenset[str]:
    """Read a key's groups. A file of version 1 that was not written to since has none."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'key_groups'").fetchone():
        return frozenset()
    return frozenset(group for (group,) in connection.execute("SELECT name FROM key_groups WHERE key = ?", (name,)))


def _key(row: tuple[str, str, str, str, str | None, str | None], groups: frozenset[str]) -> Key:
    name, label, scopes, made, ends, revoked = row
    return Key(
        id=name,
        name=label,
        scopes=frozenset(read_scopes(scopes.split())),
        made=datetime.fromisoformat(made),
        ends=datetime.fromisoformat(ends) if ends else None,
        revoked=datetime.fromisoformat(revoked) if revoked else None,
        groups=groups,
    )
