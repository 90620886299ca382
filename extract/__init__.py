"""zhclaims: Chinese reports in, a table of numeric claims out."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from extract.claim import Claim

if TYPE_CHECKING:
    from extract.batch import run
    from extract.document import Document, ReadError
    from extract.output import to_frame
    from extract.pipeline import Extractor

__all__ = ["Claim", "Document", "Extractor", "ReadError", "claims", "run", "to_frame"]

_HOMES = {
    "Document": "extract.document",
    "Extractor": "extract.pipeline",
    "ReadError": "extract.document",
    "run": "extract.batch",
    "to_frame": "extract.output",
}


def claims(text: str, date: str | None = None, name: str = "") -> list[Claim]:
    """The numeric claims of a text.

    Args:
        text: the text; the claims' offsets point into it.
        date: its ISO date (2024, 2024-03 or 2024-03-05), against which 今年, 去年 … are reckoned; if left out, the
            text is asked for it.
        name: what the claims call the document.

    Returns:
        The claims, in text order.

    >>> [(c.text, c.subject, c.year) for c in claims("截至2023年12月，全国短视频账号总数达15.5亿个。")]
    [('15.5亿个', '全国短视频账号总数', 2023)]
    """
    from extract.heal import document

    return _extractor()(document(text, name, date))


@lru_cache(maxsize=1)
def _extractor() -> Extractor:
    from extract.pipeline import Extractor

    return Extractor()


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'extract' has no attribute {name!r}")
