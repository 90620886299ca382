"""The screen: which of many patterns can match in which sentence, told by an automaton that reads each sentence once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import hyperscan

from extract.pattern import compiled
from extract.relaxed import ANYTHING

Bounds = tuple[tuple[int, int], ...]

# A sentence with its marks; none goes over the end of a line.
_UNIT = compiled(r"[^。！？!?；;\n]*+[。！？!?；;\n]++|[^。！？!?；;\n]++")
_LINE = compiled(r"[^\n]*+\n|[^\n]++")

# Each pattern is told of once; a dot is any character.
_FLAGS = (
    hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_SINGLEMATCH | hyperscan.HS_FLAG_ALLOWEMPTY | hyperscan.HS_FLAG_DOTALL
)


class Screen:
    """Finds the patterns that may match in each stretch of a text.

    The automaton is Hyperscan's (X. Wang et al., "Hyperscan: A Fast Multi-pattern Regex Matcher for Modern CPUs", NSDI
    2019). It takes seconds to build and none to unpickle.

    Args:
        patterns: relaxed patterns, as ``extract.relaxed`` writes them. One that the automaton can't hold may match anywhere.

    >>> screen = Screen(["第[一二]届", "[一二]个"])
    >>> screen.alive("第二届。二个", ((0, 4), (4, 6)))
    [(0, 0), (1, 1)]
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._database: Any = None
        self._lock = threading.Lock()  # the automaton has one place to work in
        if patterns:
            try:
                self._database = _built(patterns)
            except hyperscan.error:
                self._database = _built([each if _can_be_held(each) else ANYTHING for each in patterns])

    def alive(self, text: str, stretches: Bounds) -> list[tuple[int, int]]:
        """Pairs of a stretch and a pattern that may match in it, by their numbers.

        Args:
            text: the text; stretches: its stretches, in order.
        """
        found: list[tuple[int, int]] = []
        if self._database is None:
            return found

        def note(pattern: int, start: int, end: int, flags: int, at: int) -> None:
            found.append((at, pattern))

        scan = self._database.scan
        with self._lock:
            for at, piece in enumerate(pieces(text, stretches)):
                scan(piece, note, context=at)
        return found

    def __getstate__(self) -> bytes:
        return b"" if self._database is None else hyperscan.dumpb(self._database)

    def __setstate__(self, state: bytes) -> None:
        """Take up what was built before, if it was for a machine and a version like these.

        Raises:
            hyperscan.HyperscanError: it was not, or is damaged.
        """
        self._lock = threading.Lock()
        self._database = None
        if state:
            self._database = hyperscan.loadb(state, hyperscan.HS_MODE_BLOCK)
            self._database.scratch = hyperscan.Scratch(self._database)


def _built(patterns: Sequence[str]) -> Any:
    database = hyperscan.Database()
    database.compile(
        expressions=[pattern.encode() for pattern in patterns],
        ids=list(range(len(patterns))),
        elements=len(patterns),
        flags=[_FLAGS] * len(patterns),
    )
    return database


def _can_be_held(pattern: str) -> bool:
    try:
        _built([pattern])
    except hyperscan.error:
        return False
    return True


@lru_cache(maxsize=2)
def pieces(text: str, stretches: Bounds) -> list[bytes]:
    """The stretches of a text as the automaton reads them; half characters, which are none, as question marks."""
    return [text[start:end].encode("utf-8", "replace") for start, end in stretches]


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
