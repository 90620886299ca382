"""Batches: a folder of reports in, claims and failures out; one bad file never stops the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.claim import Claim
from extract.document import ReadError
from extract.pipeline import Extractor
from extract.reader import READERS, read


@dataclass(frozen=True)
class Failure:
    """A file that gave no claims because it could not be read, and the reason."""

    path: str
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    path: str
    claims: tuple[Claim, ...] = ()
    failure: Failure | None = None


def files(paths: Iterable[Path]) -> list[Path]:
    """The files under some paths: a file stands for itself, a folder for every readable file in it, in order.

    Raises:
        FileNotFoundError: a path that is not there.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.suffix.lower() in READERS and not p.name.startswith("."))
            found += sorted(p for p in inside if p.is_file())
        elif path.exists():
            found.append(path)
        else:
            raise FileNotFoundError(f"{path}: no such file or folder")
    return found


def outcome(path: Path, extractor: Extractor, date: str | None = None) -> Outcome:
    """Read one file and extract its claims; what goes wrong is its failure."""
    try:
        return Outcome(str(path), tuple(extractor(read(path, date))))
    except ReadError as error:
        return Outcome(str(path), failure=Failure(error.path, error.reason))
    except Exception as error:
        return Outcome(str(path), failure=Failure(str(path), f"{type(error).__name__}: {error}"))


def outcomes(paths: Sequence[Path], extractor: Extractor, date: str | None = None) -> Iterator[Outcome]:
    """What becomes of each file, in their order."""
    for path in paths:
        yield outcome(path, extractor, date)


def run(paths: str | Path | Iterable[str | Path], *, rules: Path | None = None, date: str | None = None) -> list[Claim]:
    """The claims of every file under some paths.

    Args:
        paths: a file, a folder, or several.
        rules: a folder of rules instead of the project's own.
        date: the ISO date of all documents, if they are not to be asked for it.

    Raises:
        FileNotFoundError: a path that is not there.
    """
    several = [paths] if isinstance(paths, (str, Path)) else list(paths)
    extractor = Extractor(rules)
    return [c for o in outcomes(files(map(Path, several)), extractor, date) for c in o.claims]
