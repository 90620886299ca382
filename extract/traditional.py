"""Traditional characters: a text in them is read in simplified ones, character by character."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from extract.rulebook import Rulebook


class Traditional:
    """Knows a text in traditional characters by ``traditional`` in ``rules/reading.yaml``; OpenCC turns it into simplified ones.

    >>> from extract.rulebook import rulebook
    >>> traditional = Traditional(rulebook())
    >>> traditional.simplified("該廠產量為萬噸，來年還將擴產，應對訂單增長。")
    '该厂产量为万吨，来年还将扩产，应对订单增长。'
    >>> traditional.simplified("乾隆年间，瓷器产量3万件。")
    '乾隆年间，瓷器产量3万件。'
    """

    def __init__(self, book: Rulebook) -> None:
        data = book.data["reading"]["traditional"]
        self._signs = book.compile(f"[{data['signs']}]", "traditional")
        self._least, self._within = int(data["least"]), int(data["within"])

    def simplified(self, text: str) -> str:
        """The text in simplified characters if it is in traditional ones, as long as before; else as it is."""
        if len(self._signs.findall(text, 0, self._within)) < self._least:
            return text
        plain = _converter()(text)
        return plain if len(plain) == len(text) else text


@lru_cache(maxsize=1)
def _converter() -> Callable[[str], str]:
    """OpenCC's conversion; it is loaded only where a text needs it."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
