"""Outcomes: what became of each file of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extract.claim import Claim
from extract.row import Row, claim_of


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave no claims because it could not be read, and the reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read. ``known`` is the sha256 it had when it was last read with the same settings, if it was."""

    path: str
    size: int = 0
    mtime_ns: int = 0
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What the claims of a file depend on beside the file.

    Attributes:
        rules: a folder of rules instead of the project's own.
        date: the ISO date of all documents, if they are not to be asked for it.
        include_furniture: also read page furniture.
    """

    rules: Path | None = None
    date: str | None = None
    include_furniture: bool = False

    @property
    def label(self) -> str:
        """The settings beside the rules as text, for records."""
        furniture = "furniture" if self.include_furniture else ""
        return " ".join(part for part in (f"date={self.date}" if self.date else "", furniture) if part)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    Attributes:
        path: the file, as given.
        rows: its claims, as rows.
        failure: why there are none.
        sha256, size, mtime_ns: the file that was read.
        date: the date it states for itself.
        reader: which reader read it.
        unchanged: it is what it was when it was last read, and was not read again.
    """

    path: str
    rows: tuple[Row, ...] = ()
    failure: Failure | None = None
    sha256: str = ""
    size: int = 0
    mtime_ns: int = 0
    date: str | None = None
    reader: str = ""
    unchanged: bool = False

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims."""
        return tuple(map(claim_of, self.rows))
