"""Clauses: a sentence cut at its commas, each clause with its quantities and the times that govern them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.token import Token

# How far behind 和 the quantity of the next item may stand.
NEAR: Final = 8
BREAKS: Final = frozenset({"COMMA", "SEMI", "STOP", "COLON"})
# Classes of what a sentence may be cut at, or that says whether it may.
MARKS: Final = BREAKS | {"OPEN", "CLOSE", "DUN", "C"}


@dataclass(init=False, slots=True)
class Clause:
    """Tokens ``start`` to ``end`` of a sentence. ``quantities`` are indices of tokens; ``inside`` says it stands in brackets."""

    start: int
    end: int
    quantities: list[int]
    mark: str
    inside: bool

    def __init__(
        self, start: int, end: int, quantities: list[int] | None = None, mark: str = "", inside: bool = False
    ) -> None:
        self.start = start
        self.end = end
        self.quantities = [] if quantities is None else quantities
        self.mark = mark
        self.inside = inside


def clauses(tokens: list[Token]) -> list[Clause]:
    """Cut a sentence into clauses: at commas and the like, at brackets that hold a quantity, between items of a list."""
    marks = [i for i, token in enumerate(tokens) if token.tag in MARKS]
    cuts = set(_breaks(tokens, marks)) | set(_list_breaks(tokens, marks))
    found: list[Clause] = []
    start = 0
    depth = 0
    counted = [j for j, token in enumerate(tokens) if token.tag == "Q"]
    for i in [*sorted(cuts), len(tokens)]:
        if i > start:
            quantities = [j for j in counted if start <= j < i]
            found.append(Clause(start, i, quantities, tokens[start - 1].tag if start else "", depth > 0))
        if i < len(tokens):
            depth += (tokens[i].tag == "OPEN") - (tokens[i].tag == "CLOSE")
        start = i + 1
    return found


def _breaks(tokens: list[Token], marks: list[int]) -> Iterator[int]:
    opened: int | None = None
    for i in marks:
        tag = tokens[i].tag
        if tag in BREAKS:
            if opened is None:
                yield i
        elif tag == "OPEN":
            opened = i
        elif tag == "CLOSE" and opened is not None:
            if any(tokens[j].tag == "Q" for j in range(opened, i)):
                yield opened
                yield from (j for j in range(opened + 1, i) if tokens[j].tag in BREAKS)
                yield i
            opened = None
    if opened is not None:
        yield from (j for j in range(opened + 1, len(tokens)) if tokens[j].tag in BREAKS)


def _list_breaks(tokens: list[Token], marks: list[int]) -> Iterator[int]:
    """、 or 和 between items that each have a quantity: 办公室1间、产房3间; 5GB流量和300分钟通话."""
    for i in marks:
        token = tokens[i]
        if token.tag not in ("DUN", "C") or not _quantity_before(tokens, i):
            continue
        if token.tag == "C" and (_describes_next(tokens, i) or not any(t.tag == "Q" for t in tokens[i + 1 : i + NEAR])):
            continue
        words_before = tokens[i - 1].tag != "Q"
        words_after = i + 1 < len(tokens) and tokens[i + 1].tag != "Q"
        if (_quantity_after(tokens, i) and (words_after if token.tag == "DUN" else words_before)) or (
            token.tag == "DUN" and words_before and not words_after
        ):
            yield i


def _describes_next(tokens: list[Token], i: int) -> bool:
    """来自20个国家和地区的300名代表: what is joined describes the quantity that follows."""
    following = next((j for j in range(i + 1, len(tokens)) if tokens[j].tag == "Q"), 0)
    return following > i + 2 and tokens[following - 1].tag == "DE"


def _quantity_before(tokens: list[Token], i: int) -> bool:
    for j in range(i - 1, -1, -1):
        if tokens[j].tag in BREAKS or tokens[j].tag == "DUN":
            return False
        if tokens[j].tag == "Q":
            return True
    return False


def _quantity_after(tokens: list[Token], i: int) -> bool:
    for j in range(i + 1, len(tokens)):
        if tokens[j].tag in BREAKS or tokens[j].tag == "DUN":
            return False
        if tokens[j].tag == "Q":
            return True
    return False


def starts_change(tokens: list[Token], q: int, revised: frozenset[str] = frozenset()) -> bool:
    """Whether a quantity is where a change began: 由180家扩容到260家; not where a forecast did, one of ``revised``."""
    after = q + 1
    while after < len(tokens) and tokens[after].tag in ("ADV", "AUX", "ABOVE", "BELOW"):
        after += 1
    changes = after < len(tokens) and tokens[after].tag in ("UP", "DOWN", "TO", "TO_PARTICLE")
    start = next((i for i in range(max(0, q - 3), q) if tokens[i].tag == "FROM"), -1)
    return changes and start >= 0 and not (start and tokens[start - 1].text in revised)


def first_of(tokens: list[Token], clause: Clause, q: int) -> tuple[int, int]:
    """The first of a list of quantities that a quantity is in, and where what is said before it begins."""
    earlier = [j for j in clause.quantities if j < q]
    first = q
    while earlier and all(t.tag in ("DUN", "C") for t in tokens[earlier[-1] + 1 : first]):
        first = earlier.pop()
    return first, earlier[-1] + 1 if earlier else clause.start
