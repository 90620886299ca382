"""Readers: a file becomes a Reading, whatever its format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from extract.document import Document, DocumentDate, ReadError, Reading, printable
from extract.reader.text import read_text

Reader = Callable[[Path], Reading]


def _when_needed(module: str, function: str) -> Reader:
    """A reader whose libraries are imported only when a file asks for them."""

    def reader(path: Path) -> Reading:
        read: Reader = getattr(import_module(f"extract.reader.{module}"), function)
        return read(path)

    return reader


READERS: dict[str, Reader] = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), read_text),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), _when_needed("html", "read_html")),
    ".pdf": _when_needed("pdf", "read_pdf"),
    ".docx": _when_needed("docx", "read_docx"),
}


def read_raw(path: Path) -> Reading:
    """Read a file with the reader of its suffix; a file without one is text.

    Raises:
        ReadError: the file can't be read; says why.
    """
    reader = READERS.get(path.suffix.lower(), read_text if not path.suffix else None)
    if reader is None:
        raise ReadError(path, f"no reader for {path.suffix}; known are {', '.join(sorted(READERS))}")
    try:
        return reader(path)
    except OSError as error:
        raise ReadError(path, error.strerror or str(error)) from error


def read(path: Path, date: str | None = None, name: str | None = None) -> Document:
    """Read and heal a file.

    Args:
        path: the file.
        date: its ISO date, if it is not to be asked for it.
        name: what its claims call it; the path as given, if left out.

    Raises:
        ReadError: the file can't be read; says why.
    """
    from extract.heal import healer

    given = DocumentDate(date, "option") if date else None
    return healer().heal(read_raw(path), name or printable(path), given)
