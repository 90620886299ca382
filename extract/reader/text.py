"""Plain text and Markdown, in any encoding."""

from __future__ import annotations

from pathlib import Path

from extract.document import Reading
from extract.reader.encoding import decode


def read_text(path: Path) -> Reading:
    """Read a text exactly as it stands (a byte order mark is left out).

    Raises:
        ReadError: the file is empty, is no text, or fits no known encoding.
    """
    return Reading(decode(path.read_bytes(), path))
