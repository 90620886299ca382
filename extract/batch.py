"""Batches: a folder of reports in, claims and failures out; one bad file never stops the others."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.document import ReadError, printable
from extract.outcome import Failure, Outcome, Settings, Task
from extract.row import row_of

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


def outcome(path: Path, extractor: Extractor, date: str | None = None) -> Outcome:
    """Read one file and extract its claims; what goes wrong is its failure."""
    return read_task(Task(str(path)), extractor, date)


def read_task(task: Task, extractor: Extractor, date: str | None = None, name: str | None = None) -> Outcome:
    """Read the file of a task unless it is what it was; what goes wrong is its failure.

    Args:
        task: the file.
        extractor: what finds its claims.
        date: its ISO date, if it is not to be asked for it.
        name: what its claims and its failure call it; the path, if left out.
    """
    from extract.reader import read

    path, name = Path(task.path), name or printable(task.path)
    digest = ""
    try:
        _must_be_file(path)
        digest = sha256(path)
        if digest == task.known:
            return Outcome(name, sha256=digest, size=task.size, mtime_ns=task.mtime_ns, unchanged=True)
        document = read(path, date, name)
        rows = tuple(map(row_of, extractor(document)))
    except ReadError as error:
        return Outcome(name, failure=Failure(name, error.reason), sha256=digest)
    except OSError as error:
        return Outcome(name, failure=Failure(name, error.strerror or str(error)), sha256=digest)
    except Exception as error:
        return Outcome(name, failure=Failure(name, f"{type(error).__name__}: {error}"), sha256=digest)
    iso = document.date.iso if document.date else None
    return Outcome(name, rows, None, digest, task.size, task.mtime_ns, iso, document.reader)


def _must_be_file(path: Path) -> None:
    """Say why a folder can't be listed; and don't wait for a pipe that nobody may ever write to.

    Raises:
        OSError: the path is no file.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        os.listdir(path)
        raise OSError("a folder")
    if not stat.S_ISREG(mode):
        raise OSError("not a regular file")


def sha256(path: Path) -> str:
    """The digest of a file's bytes."""
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


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
    """The claims of every file under some paths.

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

        return [claim for each in outcomes(several, Extractor(rules), date) for claim in each.claims]
    from extract.pool import read_all

    settings = Settings(rules, date)
    return [claim for each in read_all(tasks(several), settings, jobs, timeout) for claim in each.claims]
