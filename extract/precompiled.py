"""Precompiled patterns: what ``re`` makes of a pattern, in a form that can be kept; to take it up again takes no time.

There is no public way to do so: a compiled pattern is pickled as its text, and compiled anew. The parts of ``re`` that are
used here are the same in Python 3.10 to 3.13, but for their modules' names; where one is missing, patterns are compiled as
ever. What is kept is of one version of Python only (``extract/kept.py``).
"""

from __future__ import annotations

import re
import sys
import warnings
from array import array
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from extract.pattern import Pattern, compiled, written

_NAMES = ("re._parser", "re._compiler") if sys.version_info >= (3, 11) else ("sre_parse", "sre_compile")


@dataclass(frozen=True, slots=True)
class Precompiled:
    """A pattern as the engine of ``re`` reads it.

    Attributes:
        text: the pattern, in the syntax of ``re`` if there is a ``code``.
        code: what the engine follows; None where the pattern has to be compiled.
        flags, groups: those of the pattern; groups by number, each with its name if it has one.

    >>> bool(Precompiled.of("第[一二]届").pattern().search("第二届"))
    True
    """

    text: str
    code: array[int] | None = None
    flags: int = 0
    groups: tuple[str | None, ...] = ()

    @classmethod
    def of(cls, pattern: str) -> Precompiled:
        """What ``re`` makes of a pattern of the rules.

        Raises:
            regex.error: neither ``re`` nor ``regex`` knows the pattern.
        """
        try:
            known = cls._of(written(pattern))
            known.pattern()
            return known
        except Exception:  # one for `regex`, one that is wrong, or another version of `re`
            compiled(pattern)
            return cls(pattern)

    @classmethod
    def _of(cls, text: str) -> Precompiled:
        parser, compiler = (import_module(name) for name in _NAMES)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of sets that a later syntax may read otherwise
            tree = parser.parse(text)
        groups: list[str | None] = [None] * tree.state.groups
        for name, number in tree.state.groupdict.items():
            groups[number] = name
        return cls(text, array("I", compiler._code(tree, 0)), re.UNICODE.value | tree.state.flags, tuple(groups))

    def pattern(self) -> Pattern:
        """The pattern, ready to search."""
        if self.code is None:
            return compiled(self.text)
        numbers = {name: number for number, name in enumerate(self.groups) if name}
        make: Any = import_module("_sre").compile
        found: re.Pattern[str] = make(
            self.text, self.flags, self.code.tolist(), len(self.groups) - 1, numbers, self.groups
        )
        return found
