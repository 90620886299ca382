"""The schema of the ledger: how its tables are made, and brought from one version to the next."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from os.path import abspath

from extract.claim import FIELDS
from extract.row import WHOLE

VERSION = 1

_TABLES = (
    """CREATE TABLE documents (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,   -- absolute
        sha256 TEXT NOT NULL,        -- of its bytes
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        date TEXT,                   -- the date it states for itself
        reader TEXT NOT NULL,
        rules TEXT NOT NULL,         -- version of the rules it was read with
        settings TEXT NOT NULL,
        read_at TEXT NOT NULL,       -- UTC
        vanished TEXT                -- when it was first missed
    )""",
    f"""CREATE TABLE claims (
        id INTEGER PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        {", ".join(f'"{name}" {"INTEGER" if name in WHOLE else "TEXT"}' for name in FIELDS)},
        amount_real REAL,            -- near the amount, for queries; the exact one is text
        vanished TEXT
    )""",
    "CREATE INDEX claims_of_document ON claims (document)",
    "CREATE TABLE failures (path TEXT PRIMARY KEY, sha256 TEXT, rules TEXT, reason TEXT NOT NULL, failed_at TEXT NOT NULL)",
)


class LedgerError(Exception):
    """A file that can't be used as a ledger; says why."""


def prepare(connection: sqlite3.Connection) -> None:
    """Make a connection ready: settings for safety, and a schema of this version.

    Raises:
        LedgerError: the file is a ledger of a newer version, or a database of something else.
        sqlite3.DatabaseError: the file is no database.
    """
    connection.execute("PRAGMA busy_timeout = 120000")
    connection.execute("PRAGMA foreign_keys = ON")
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous = FULL")  # what is committed survives a loss of power
    if _version(connection) != VERSION:
        connection.execute("BEGIN IMMEDIATE")
        try:
            _migrate(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    _add_columns(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log. Two that switch at once are told to wait at once, whatever the timeout."""
    for _ in range(100):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(0.05)
    raise LedgerError("another program has it locked")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _migrate(connection: sqlite3.Connection) -> None:
    version = _version(connection)
    if version > VERSION:
        raise LedgerError(f"a ledger of version {version}; this program knows versions up to {VERSION}")
    for step in MIGRATIONS[version:]:
        step(connection)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _from_nothing(connection: sqlite3.Connection) -> None:
    """An empty file, or one table of claims as it was written before there was a ledger."""
    tables = _tables(connection)
    if tables - {"claims"}:
        raise LedgerError(f"a database of something else (it holds {', '.join(sorted(tables))})")
    if tables and not set(_columns(connection, "claims")) <= set(FIELDS):
        raise LedgerError("a database of something else (its table of claims is another)")
    if tables:
        connection.execute("ALTER TABLE claims RENAME TO earlier")
    for statement in _TABLES:
        connection.execute(statement)
    if tables:
        _take_over(connection)


def _take_over(connection: sqlite3.Connection) -> None:
    """Keep the claims of a table without documents; of the documents nothing is known, so they will be read again."""
    names = ", ".join(f'"{name}"' for name in _columns(connection, "earlier"))
    for (doc,) in connection.execute("SELECT DISTINCT doc FROM earlier ORDER BY rowid").fetchall():
        cursor = connection.execute(
            "INSERT INTO documents (path, sha256, size, mtime_ns, reader, rules, settings, read_at) "
            "VALUES (?, '', 0, 0, '', '', '', '1970-01-01T00:00:00+00:00')",
            (abspath(doc),),
        )
        connection.execute(
            f"INSERT INTO claims (document, amount_real, {names}) "
            f"SELECT ?, CAST(amount AS REAL), {names} FROM earlier WHERE doc = ? ORDER BY rowid",
            (cursor.lastrowid, doc),
        )
    connection.execute("DROP TABLE earlier")


def _add_columns(connection: sqlite3.Connection) -> None:
    """Claims may have come to say more than when the ledger was made."""
    missing = set(FIELDS) - set(_columns(connection, "claims"))
    for name in (name for name in FIELDS if name in missing):
        try:
            connection.execute(f'ALTER TABLE claims ADD COLUMN "{name}" {"INTEGER" if name in WHOLE else "TEXT"}')
        except sqlite3.OperationalError as error:
            if "duplicate column" not in str(error):  # another run has just added it
                raise


# The n-th step brings a ledger from version n to version n + 1.
MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_from_nothing,)
