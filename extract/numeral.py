"""Numerals: what is printed, as an exact number. Arabic, Chinese, mixed and full-width; never a binary float."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

import cn2an

TEN: Final = Decimal(10)
_SEPARATORS: Final = str.maketrans("", "", ", \u3000\n")


class Numerals:
    """Reads numerals with the tables of ``rules/numerals.yaml``.

    >>> from extract.rulebook import rulebook
    >>> numerals = Numerals(rulebook().data["numerals"])
    >>> numerals.read("1,508"), numerals.read("一千七百"), numerals.read("三点五"), numerals.read("－３.５")
    (Decimal('1508'), Decimal('1700'), Decimal('3.5'), Decimal('-3.5'))
    """

    def __init__(self, tables: Mapping[str, Mapping[str, object]]) -> None:
        self._minus = tuple(str(sign) for sign in tables["minus"])
        self._digits = {sign: str(worth) for sign, worth in tables["digits"].items()}
        self._powers = {sign: Decimal(str(worth)) for sign, worth in tables["powers"].items()}
        self._variants = str.maketrans({sign: str(plain) for sign, plain in tables["variants"].items()})
        self._scales = {name: Decimal(str(worth)) for name, worth in tables["scales"].items() if worth is not None}
        self._longest_first = sorted(self._scales, key=len, reverse=True)
        self._simplified = str.maketrans({str(k): str(v) for k, v in tables["simplified"].items()})
        self.read = lru_cache(maxsize=4096)(self._read)

    def simplify(self, unit: str) -> str:
        return unit.translate(self._simplified)

    def scale(self, text: str) -> tuple[Decimal, Decimal]:
        """What 千万, 百亿, 万亿 … are worth: the part that belongs to the numeral, and the scale proper.

        >>> from extract.rulebook import rulebook
        >>> Numerals(rulebook().data["numerals"]).scale("千万")
        (Decimal('1000'), Decimal('10000'))
        """
        if not text:
            return Decimal(1), Decimal(1)
        for name in self._longest_first:
            if text.endswith(name):
                head = text[: -len(name)]
                return (self.read(head) if head else Decimal(1)), self._scales[name]
        known = self._scales.get(text.lower())
        return Decimal(1), known if known is not None else Decimal(1)

    def proper(self, scale: str) -> str:
        """The scale proper as printed: 万 of 千万.

        >>> from extract.rulebook import rulebook
        >>> Numerals(rulebook().data["numerals"]).proper("千万")
        '万'
        """
        return next((name for name in self._longest_first if scale.endswith(name)), scale)

    def _read(self, text: str) -> Decimal:
        """The number a numeral prints.

        Raises:
            ValueError: the signs are a numeral's, their order is not (十百).
        """
        plain = unicodedata.normalize("NFKC", text).translate(_SEPARATORS).replace("，", "").replace("。", ".")
        sign = Decimal(1)
        unsigned = next((plain.removeprefix(m) for m in self._minus if plain.startswith(m)), plain)
        if unsigned != plain:
            sign, plain = Decimal(-1), unsigned
        if plain[:1].isascii() and plain[:1].isdigit():
            return sign * Decimal(plain)
        return sign * self._read_chinese(plain)

    def _read_chinese(self, text: str) -> Decimal:
        whole, _, fraction = text.partition("点")
        whole = whole.translate(self._variants)
        if whole and all(sign in self._digits for sign in whole):
            number = Decimal("".join(self._digits[sign] for sign in whole))
        else:
            headed = whole if whole[:1] in self._digits else "一" + whole
            number = self._tens(headed) or Decimal(_ordered(headed))
        if fraction:
            number += Decimal("0." + "".join(self._digits[sign] for sign in fraction))
        return number

    def _tens(self, text: str) -> Decimal | None:
        """三十, 五百, 二十一: what most numerals are like; None for any other, which the library reads."""
        power, ones = self._powers.get(text[1:2]), text[2:]
        if (
            power is None
            or (ones and power != TEN)
            or not self._counts(text[0])
            or not (self._counts(ones) or not ones)
        ):
            return None
        return Decimal(self._digits[text[0]]) * power + Decimal(self._digits.get(ones, "0"))

    def _counts(self, sign: str) -> bool:
        """Whether it is a digit, and not zero."""
        return self._digits.get(sign, "0") != "0"


def _ordered(text: str) -> int:
    try:
        return int(cn2an.cn2an(text, "smart"))
    except KeyError as error:  # what the library raises for some numerals out of order (三百十五十)
        raise ValueError(f"no numeral: {text}") from error
