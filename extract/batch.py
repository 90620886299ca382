"""Batches: a folder of reports in, claims and failures out; one bad file never stops the others."""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.document import printable
from extract.outcome import Failure, Outcome, Settings, Task
from extract.single import outcome, read_task

if TYPE_CHECKING:
    from extract.claim import Claim
    from extract.pipeline import Extractor

__all__ = ["Failure", "Listing", "Outcome", "files", "listing", "outcome", "outcomes", "read_task", "run", "tasks"]


@dataclass(frozen=True, slots=True)
class Listing:
    """What is under some paths.

    Attributes:
        files: the files to read, each once. Folders that can't be listed stand among them: reading one says why.
        closed: the folders that can't be listed.
        passed: how many files of folders no reader knows, by suffix.
    """

    files: list[Path]
    closed: list[Path]
    passed: Counter[str]


def listing(paths: Iterable[Path]) -> Listing:
    """What is under some paths: a file stands for itself, a folder for every file in it that has a reader, in order.

    Files and folders of folders whose names begin with a dot are left out; links to folders are not followed.

    Raises:
        FileNotFoundError: a path that is not there.
    """
    found: dict[Path, None] = {}
    closed: list[Path] = []
    passed: Counter[str] = Counter()
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_inside(path, closed, passed)))
        elif os.path.lexists(path):
            found[path] = None
        else:
            raise FileNotFoundError(f"{printable(path)}: no such file or folder")
    return Listing(list(found), closed, passed)


def _inside(folder: Path, closed: list[Path], passed: Counter[str]) -> list[Path]:
    """The files to read under a folder, in order; adds to ``closed`` and ``passed``."""
    from extract.reader import READERS

    shut: list[Path] = []
    inside: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: shut.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith("."):
                continue
            suffix = os.path.splitext(name)[1].lower()
            if suffix in READERS:
                inside.append(Path(place, name))
            else:
                passed[suffix] += 1
    closed += shut
    return sorted([*inside, *shut])


def files(paths: Iterable[Path]) -> list[Path]:
    """The files to read under some paths; see :func:`listing`.

    Raises:
        FileNotFoundError: a path that is not there.
    """
    return listing(paths).files


def tasks(paths: Iterable[Path]) -> Iterator[Task]:
    """Files as tasks that know their sizes, as the batch cuts its work by them."""
    for path in paths:
        try:
            stat = path.stat()
            yield Task(str(path), stat.st_size, stat.st_mtime_ns)
        except OSError:  # gone since it was listed; reading it will say so
            yield Task(str(path))


def outcomes(paths: Iterable[Path], extractor: Extractor, date: str | None = None) -> Iterator[Outcome]:
    """What becomes of each file, in their order, read in this process."""
    for task in tasks(paths):
        yield read_task(task, extractor, date)


def run(
    paths: str | Path | Iterable[str | Path],
    *,
    rules: Path | None = None,
    date: str | None = None,
    jobs: int = 1,
    timeout: float | None = None,
) -> list[Claim]:
    """The claims of every file under some paths. A file that can't be read is a warning that names it and the reason.

    Args:
        paths: a file, a folder, or several.
        rules: a folder of rules instead of the project's own.
        date: the ISO date of all documents, if they are not to be asked for it.
        jobs: how many processes read; with one, this one does. A script that asks for more needs the usual
            ``if __name__ == "__main__":``.
        timeout: seconds after which a file is given up, where other processes read.

    Raises:
        FileNotFoundError: a path that is not there.
        extract.rulebook.RuleError: rules that can't be used.
    """
    several = files(map(Path, [paths] if isinstance(paths, (str, Path)) else list(paths)))
    if jobs == 1:
        from extract.pipeline import Extractor

        found = outcomes(several, Extractor(rules), date)
    else:
        from extract.pool import read_all

        found = read_all(tasks(several), Settings(rules, date), jobs, timeout)
    claims: list[Claim] = []
    for each in found:
        claims += each.claims
        if each.failure is not None:
            warnings.warn(f"{each.failure.path}: {each.failure.reason}", stacklevel=2)
    return claims
