"""Classes of words, by what they may be in a subject; and stretches of the text."""

from __future__ import annotations

from typing import Final

from extract.claim import Span

Spans = tuple[Span, ...]

NOUNS: Final = frozenset("N NAME PLACE MEASURE OWNER SHARE_NOUN CHANGE_NOUN MEASURE_PREFIX A M OTHER COUNTED".split())
JOINTS: Final = frozenset({"DE", "DUN", "C"})
OWNERS: Final = frozenset({"NAME", "PLACE", "OWNER", "PRON"})
BARE: Final = frozenset({"MEASURE", "MEASURE_PREFIX", "SHARE_NOUN", "CHANGE_NOUN", "DE", "A", "CMP", "M"})
# Never part of a subject.
EMPTY: Final = frozenset(
    "ADV AUX LINK T CMP AMONG EACH SAY QUOTE COMMA SEMI STOP COLON OPEN CLOSE SPACE PER THAN OWN_SAY FROM TO_PARTICLE "
    "Q LIGHT ABOVE BELOW CAUSE".split()
)
VERBS: Final = frozenset({"V", "UP", "DOWN"})
CHANGES: Final = frozenset({"UP", "DOWN", "MORE", "LESS"})
NOUNS_AND_VERBS: Final = NOUNS | VERBS
NOUNS_AND_DE: Final = NOUNS | {"DE"}
NOMINAL: Final = NOUNS | JOINTS
MOVES: Final = CHANGES | {"TO"}
OWNERS_AND_MEASURES: Final = OWNERS | {"MEASURE"}


def length(spans: Spans) -> int:
    """How many characters some stretches have."""
    characters = 0
    for start, end in spans:
        characters += end - start
    return characters


def ordered(*parts: Spans) -> Spans:
    """The parts one after another, neighbours joined, repetitions left out."""
    spans: list[Span] = []
    for part in parts:
        for start, end in part:
            for s, e in spans:
                if s <= start and end <= e:
                    break
            else:
                if spans and spans[-1][1] == start:
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((start, end))
    return tuple(spans)


def before_place(spans: Spans, at: int) -> Spans:
    """The part of a subject that stands before a place."""
    return tuple((start, min(end, at)) for start, end in spans if start < at)
