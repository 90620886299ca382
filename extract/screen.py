"""The screen: which of many patterns can match in which sentence, judged by the sentences' characters alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from extract.needs import DIGIT, Branch, Needs, Signs
from extract.pattern import compiled

Bounds = tuple[tuple[int, int], ...]

# A sentence with its marks; none goes over the end of a line.
_UNIT = compiled(r"[^。！？!?；;\n]*+[。！？!?；;\n]++|[^。！？!?；;\n]++")
_LINE = compiled(r"[^\n]*+\n|[^\n]++")

# Characters beyond the basic plane share one row of the table; the character of this number is in no text.
_ROWS = 0x10000
_UNUSED = 0xFDD0
# Stretches screened at a time: one bit of a number each, which is a float for a while.
_BLOCK = 52
_BITS = 2.0 ** np.arange(_BLOCK)
# Alternatives of one pattern that are told apart more finely only while they are few.
MANY = 400


class Screen:
    """Finds the patterns whose needs each stretch of a text meets, for all stretches at once.

    >>> from extract.needs import reach
    >>> screen = Screen([reach("第[一二]届").needs, reach("[一二]个").needs])
    >>> screen.alive("第二届。二个", ((0, 4), (4, 6)))
    [(0, 0), (1, 1)]
    """

    def __init__(self, needs: Sequence[Needs]) -> None:
        branches = [(i, branch) for i, several in enumerate(needs) for branch in lean(several)]
        self._number = len(needs)
        sets = sorted({signs for _, branch in branches for signs in branch}, key=sorted)
        places = {signs: at for at, signs in enumerate(sets)}
        self._rows, self._table = _table(sets)
        most = max((len(branch) for _, branch in branches), default=0)
        self._always = len(sets)  # the bit that is set for every character
        self._needed: list[NDArray[np.intp]] = [
            np.array([_place(branch, k, places, self._always) for _, branch in branches], dtype=np.intp)
            for k in range(most)
        ]
        self._starts = np.array(_starts([i for i, _ in branches]), dtype=np.intp)

    def alive(self, text: str, stretches: Bounds) -> list[tuple[int, int]]:
        """Pairs of a stretch and a pattern that may match in it, by their numbers, in order.

        Args:
            text: the text; stretches: its stretches, in order, together all of it.
        """
        if not self._number or not stretches:
            return []
        codes = _codes(text)
        found: list[tuple[int, int]] = []
        for first in range(0, len(stretches), _BLOCK):
            block = stretches[first : first + _BLOCK]
            start, end = block[0][0], block[-1][1]
            met = self._met(codes[start:end], np.array([s - start for s, _ in block], dtype=np.intp))
            rows, columns = np.nonzero(met)
            found += zip((rows + first).tolist(), columns.tolist(), strict=True)
        return found

    def _met(self, codes: NDArray[np.uint32], starts: NDArray[np.intp]) -> NDArray[np.uint8]:
        """For each stretch and each pattern, whether all that one of its alternatives needs is there."""
        packed = np.bitwise_or.reduceat(self._table.take(self._rows.take(codes), axis=0), starts, axis=0)
        held = _turned(packed)
        met = held.take(self._needed[0]) if self._needed else held.take([self._always] * self._number)
        for places in self._needed[1:]:
            met &= held.take(places)
        met = np.bitwise_or.reduceat(met, self._starts)
        bits: NDArray[np.uint8] = np.unpackbits(met.view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
        alive: NDArray[np.uint8] = bits.T[: len(starts)]
        return alive


def _turned(packed: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A bit for each set in a row for each stretch, turned: a bit for each stretch in a number for each set."""
    bits = np.unpackbits(packed.view(np.uint8), axis=1, bitorder="little")
    turned: NDArray[np.uint64] = (_BITS[: len(bits)] @ bits.astype(np.float64)).astype(np.uint64)
    return turned


def lean(needs: Needs) -> list[Branch]:
    """Weaker needs that cost less to look up: of each alternative the two telling sets, alternatives alike merged.

    >>> from extract.needs import reach
    >>> len(lean(reach("第(?:[一二]届|[一二]次)").needs))
    1
    """
    for kept in (2, 1):
        merged: dict[Branch, Signs | None] = {}
        for branch in needs:
            telling = sorted(branch, key=_cost)
            if not telling:
                return [frozenset()]
            first, last = frozenset(telling[:kept]), telling[kept] if len(telling) > kept else None
            known = merged.get(first, last)
            merged[first] = None if known is None or last is None else known | last
        if len(merged) <= MANY:
            break
    return [first if last is None else first | {last} for first, last in merged.items()]


# Characters that stand in nearly every sentence tell little.
_COMMON = frozenset("0123456789一二三四五六七八九十年月日的，、。：")


@lru_cache(maxsize=4096)
def _cost(signs: Signs) -> tuple[int, list[str]]:
    return len(signs) + 30 * len(signs & _COMMON) + 300 * (DIGIT in signs), sorted(signs)


def _table(sets: Sequence[Signs]) -> tuple[NDArray[np.uint16], NDArray[np.uint64]]:
    """For every character its row, and for every row the sets that hold its characters, a bit each.

    Characters of the same sets share a row, so that the rows stay few and near; the first is for those of no set. The bit
    after the last set is set for all.
    """
    table = np.zeros((_ROWS, len(sets) // 64 + 1), dtype=np.uint64)
    for at, signs in enumerate(sets):
        word, bit = divmod(at, 64)
        column, flag = table[:, word], np.uint64(1 << bit)
        column[[min(ord(sign), _ROWS - 1) for sign in signs if sign != DIGIT]] |= flag
        if DIGIT in signs:
            column[_digits()] |= flag
    used = np.flatnonzero(table.any(axis=1))
    table[:, len(sets) // 64] |= np.uint64(1 << len(sets) % 64)
    width, content = table.shape[1] * 8, table[used].tobytes()
    numbers = {table[_UNUSED].tobytes(): 0}
    rows = np.zeros(_ROWS, dtype=np.uint16)
    rows[used] = [numbers.setdefault(content[at : at + width], len(numbers)) for at in range(0, len(content), width)]
    return rows, np.frombuffer(b"".join(numbers), dtype=np.uint64).reshape(-1, width // 8)


@lru_cache(maxsize=1)
def _digits() -> NDArray[np.intp]:
    return np.array([*(code for code in range(_ROWS) if chr(code).isdecimal()), _ROWS - 1], dtype=np.intp)


def _place(branch: Branch, k: int, places: dict[Signs, int], met: int) -> int:
    ordered = sorted(places[signs] for signs in branch)
    return ordered[k] if k < len(ordered) else met


def _starts(owners: Sequence[int]) -> list[int]:
    """Where the alternatives of each pattern begin; each has at least one."""
    return [at for at, owner in enumerate(owners) if at == 0 or owners[at - 1] != owner]


@lru_cache(maxsize=2)
def _codes(text: str) -> NDArray[np.uint32]:
    """The characters of a text as rows of the table."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.minimum(codes, _ROWS - 1)


@lru_cache(maxsize=2)
def units(text: str) -> Bounds:
    """The sentences of a text, as far as marks tell them; none reaches over the end of a line.

    >>> units("一。二\\n三")
    ((0, 2), (2, 4), (4, 5))
    """
    return tuple(match.span() for match in _UNIT.finditer(text))


@lru_cache(maxsize=2)
def lines(text: str) -> Bounds:
    """The lines of a text, each with its end.

    >>> lines("一\\n二")
    ((0, 2), (2, 3))
    """
    return tuple(match.span() for match in _LINE.finditer(text))
