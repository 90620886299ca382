"""Plain text and Markdown."""

from __future__ import annotations

from pathlib import Path

from extract.document import ReadError, Reading


def read_text(path: Path) -> Reading:
    """Read UTF-8 text, exactly as it stands (a byte order mark is left out).

    Raises:
        ReadError: the file is empty, or is not UTF-8.
    """
    content = path.read_bytes()
    if not content.strip():
        raise ReadError(path, "the file is empty")
    try:
        return Reading(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ReadError(path, f"not UTF-8 (byte {error.start})") from error
