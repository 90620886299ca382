"""Kept: what was worked out from the rules, in the user's cache folder, so that the next run need not work it out again.

A file is named after a digest of the rules, of the code that works them out and of what reads the file, so none is ever
out of date. Nothing depends on them: where none can be read or written, all is worked out.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from platformdirs import user_cache_path

T = TypeVar("T")

# The modules whose work is kept.
_MODULES = ("kept", "pattern", "precompiled", "reach", "relaxed", "rulebook", "screen")
# How many files may stay: those of a few versions of the rules.
MOST = 24
# Names another folder; empty, nothing is kept.
FOLDER = "ZHCLAIMS_CACHE"


def kept(name: str, version: str, make: Callable[[], T]) -> T:
    """What a function gives, from its file if there is one; else the file is written.

    Args:
        name: which of the things kept it is; version: the digest of all that it is made from.
        make: works it out; what it gives can be pickled.

    >>> kept("three", "of-no-rules", lambda: 3)
    3
    """
    path = _path(name, version)
    if path is None:
        return make()
    try:
        found: T = pickle.loads(path.read_bytes())
        return found
    except Exception:  # no such file, or a damaged one, which unpickling may meet with any error
        made = make()
        _write(path, made)
        return made


def keep(name: str, version: str, made: object) -> None:
    """Write what was worked out anew, in the place of what :func:`kept` gave."""
    if (path := _path(name, version)) is not None:
        _write(path, made)


def _path(name: str, version: str) -> Path | None:
    folder = _folder()
    return None if folder is None else folder / f"{name}-{version}-{_maker()}.pickle"


def _folder() -> Path | None:
    named = os.environ.get(FOLDER)
    if named is not None:
        return Path(named) if named else None
    return user_cache_path("zhclaims")


@lru_cache(maxsize=1)
def _maker() -> str:
    """A digest of the code and of the Python that works things out."""
    digest = hashlib.sha256(sys.version.encode())
    for module in _MODULES:
        digest.update(Path(__file__).with_name(f"{module}.py").read_bytes())
    return digest.hexdigest()[:16]


def _write(path: Path, made: object) -> None:
    """Write a file whole or not at all; the oldest make room."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".pickle", delete=False) as file:
            file.write(pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        os.replace(file.name, path)
        files = sorted(path.parent.glob("*.pickle"), key=lambda each: each.stat().st_mtime)
        for old in files[:-MOST]:
            old.unlink(missing_ok=True)
    except OSError:
        pass
