"""The files of a folder of rules, and the version they make together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

FILES = (
    "numerals",
    "units",
    "quantities",
    "relations",
    "exclusions",
    "sayings",
    "periods",
    "words",
    "subjects",
    "claims",
    "choices",
    "reading",
    "tables",
)


def default_folder() -> Path:
    """The rules that came with the package: beside it in a checkout, inside it in a wheel."""
    inside = Path(__file__).parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


def version_of(contents: Iterable[bytes]) -> str:
    """A digest of rule files; equal rules give equal claims.

    >>> version_of([b"units: []"])
    '9968c2c6cb183cba'
    """
    digest = hashlib.sha256()
    for content in contents:
        digest.update(content)
    return digest.hexdigest()[:16]


def rules_version(folder: Path | None = None) -> str:
    """The version of a folder of rules, without compiling them.

    Raises:
        FileNotFoundError: a rule file is missing.
    """
    return version_of((folder or default_folder()).joinpath(f"{name}.yaml").read_bytes() for name in FILES)
