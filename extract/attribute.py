"""Attributes: the kind, direction and modality of a claim, read off the words around its quantity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.clause import Clause, starts_change
from extract.document import DocumentDate
from extract.quantity import Quantity
from extract.rulebook import Rulebook
from extract.token import Token
from extract.topic import Subject

STOPPERS = frozenset({"Q"})
# Clauses over which a plan told of holds, and characters after a quantity that are looked at.
FARTHEST, AHEAD = 40, 60


@dataclass(frozen=True, slots=True)
class Attributes:
    """What sort of claim it is, and the rules that say so."""

    kind: str
    direction: str | None
    modality: str
    rules: tuple[str, ...] = ()


class AttributeReader:
    """Reads attributes with the word lists of ``rules/claims.yaml`` and ``rules/words.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        kinds, modality = book.data["claims"]["kinds"], book.data["claims"]["modality"]
        self._to = frozenset(book.words("TO"))
        self._particles = frozenset(book.words("TO_PARTICLE"))
        self._up_nouns = frozenset(kinds["up_nouns"])
        self._down_nouns = frozenset(kinds["down_nouns"])
        self._share_nouns = tuple(book.words("SHARE_NOUN"))
        self._times = frozenset(kinds["times"])
        self._ratio_words = frozenset(kinds["ratio_words"])
        self._holdings = frozenset(kinds["holdings"])
        self._intransitive = frozenset(kinds["intransitive"])
        self._after_up = book.compile(kinds["after_up"], "after_up")
        self._after_down = book.compile(kinds["after_down"], "after_down")
        self._projected = frozenset(modality["projected"])
        self._done = frozenset(modality["done"])
        self._bounds = frozenset(book.data["claims"]["subjects"]["bounds"])
        self._done_by = frozenset(modality["done_by"])
        self._far = frozenset(modality["far"])
        self._heads = frozenset(word[0] for word in self._projected | self._far) | {"将"}
        self._will_before = frozenset(modality["will_before"])

    def of(
        self, text: str, tokens: Sequence[Token], clauses: Sequence[Clause], k: int, q: int, subject: Subject,
        year: int | None, date: DocumentDate | None,
    ) -> Attributes:  # fmt: skip
        """The attributes of the quantity at token ``q`` in the ``k``-th clause."""
        quantity = tokens[q].item
        assert isinstance(quantity, Quantity)
        clause = clauses[k]
        start = max((j + 1 for j in clause.quantities if j < q), default=clause.start)
        kind, direction, rule = self._kind(text, tokens, clause, start, q, quantity, subject)
        projected = self._is_projected(tokens, clauses, k, q, year, date)
        return Attributes(kind, direction, "projected" if projected else "actual", (rule,) if rule else ())

    def _kind(
        self,
        text: str,
        tokens: Sequence[Token],
        clause: Clause,
        start: int,
        q: int,
        quantity: Quantity,
        subject: Subject,
    ) -> tuple[str, str | None, str]:
        if quantity.kind is not None:
            return quantity.kind, quantity.direction, ""
        change = self._change(text, tokens, clause, start, q) or self._measure_of_change(text, subject, tokens[q])
        if change is not None:
            return "change", change, "kind.change"
        if self._is_share(tokens, clause, start, q, quantity) or self._measures_share(text, subject, quantity):
            return "share", None, "kind.share"
        if self._is_ratio(tokens, start, q, quantity):
            return "ratio", None, "kind.ratio"
        return "level", None, ""

    def _measure_of_change(self, text: str, subject: Subject, quantity: Token) -> str | None:
        """A subject that ends in 增速, 降幅 … is measured in changes, whatever stands between."""
        if not subject.spans:
            return None
        end = text[subject.spans[-1][0] : subject.spans[-1][1]]
        noun = next((noun for noun in self._up_nouns | self._down_nouns if end.endswith(noun)), None)
        return self._noun_direction(quantity, noun) if noun else None

    def _measures_share(self, text: str, subject: Subject, quantity: Quantity) -> bool:
        """A subject that ends in 占比, 比重 … is measured in shares."""
        if quantity.base_unit != "%" or not subject.spans:
            return False
        return text[subject.spans[-1][0] : subject.spans[-1][1]].endswith(self._share_nouns)

    def _change(self, text: str, tokens: Sequence[Token], clause: Clause, start: int, q: int) -> str | None:
        """The direction of a change, or None where there is none."""
        end = tokens[q].end
        for pattern, direction in ((self._after_up, "up"), (self._after_down, "down")):
            if (found := pattern.match(text, end, end + AHEAD)) and (
                found[0].startswith("的") or found.end() >= self._clause_end(tokens, clause)
            ):
                return direction
        reached, told = False, 0
        for i in range(q - 1, start - 1, -1):
            token = tokens[i]
            if token.text in self._to or (token.tag == "TO_PARTICLE" or token.text in self._particles):
                reached = True
            elif token.text in self._up_nouns | self._down_nouns:
                return self._noun_direction(tokens[q], token.text)
            elif token.tag in ("UP", "DOWN"):
                if told and token.text in self._intransitive and tokens[i + 1].tag in ("N", "NAME", "V", "MEASURE"):
                    return None
                return None if reached else token.tag.lower()
            elif token.tag in ("ABOVE", "BELOW") and told:
                return "up" if token.tag == "ABOVE" else "down"
            elif token.tag in ("MORE", "LESS") and told <= 1 and _compares(tokens, clause.start, i):
                return "up" if token.tag == "MORE" else "down"
            elif token.tag in ("COMMA", "SEMI", "STOP", "SHARE"):
                return None
            told += token.tag not in ("AUX", "LINK", "ADV", "QUOTE")
        return self._coupled(tokens, clause, q)

    def _noun_direction(self, quantity: Token, noun: str) -> str | None:
        """增速 and the like make a change of what is measured in parts or multiples."""
        item = quantity.item
        if not isinstance(item, Quantity) or item.type == "classifier" or item.base_unit in self._times:
            return None
        return "up" if noun in self._up_nouns else "down"

    @staticmethod
    def _clause_end(tokens: Sequence[Token], clause: Clause) -> int:
        return tokens[clause.end - 1].end

    def _coupled(self, tokens: Sequence[Token], clause: Clause, q: int) -> str | None:
        """同比增长5%、3%: a quantity after 、 or 和 shares the verb of the one before it."""
        earlier = [j for j in clause.quantities if j < q]
        if not earlier or any(t.tag not in ("DUN", "C") for t in tokens[earlier[-1] + 1 : q]):
            return None
        start = max((j + 1 for j in clause.quantities if j < earlier[-1]), default=clause.start)
        verbs = [t for t in tokens[start : earlier[-1]] if t.tag in ("UP", "DOWN") or t.text in self._to]
        return verbs[-1].tag.lower() if verbs and verbs[-1].text not in self._to else None

    def _is_share(self, tokens: Sequence[Token], clause: Clause, start: int, q: int, quantity: Quantity) -> bool:
        if quantity.base_unit != "%":
            return False
        left = tokens[start:q]
        if any(token.tag in ("SHARE", "SHARE_NOUN") for token in left) or any(t.text in self._holdings for t in left):
            return True
        told = [
            t
            for t in left
            if t.tag not in ("ADV", "AUX", "LINK", "T", "QUOTE", "SPACE", "EACH", "PER", "OWNER", "AMONG")
        ]
        after = tokens[q + 1 : clause.end]
        if after and after[0].text in self._bounds:
            after = after[1:]
        if (told and told[-1].tag != "V") or not after:
            return False
        if after[0].tag == "DE":
            return len(after) > 1 and after[1].tag not in ("UP", "DOWN", "CHANGE_NOUN")
        return after[0].tag in ("N", "NAME", "PLACE", "OWNER", "COUNTED", "MEASURE", "PRON", "A")

    def _is_ratio(self, tokens: Sequence[Token], start: int, q: int, quantity: Quantity) -> bool:
        if quantity.base_unit in ("倍", "比"):
            return True
        if quantity.base_unit != "%" or q - 1 < start or tokens[q - 1].tag != "DE":
            return False
        return any(token.text in self._ratio_words for token in tokens[start : q - 1])

    # Modality

    def _is_projected(
        self,
        tokens: Sequence[Token],
        clauses: Sequence[Clause],
        k: int,
        q: int,
        year: int | None,
        date: DocumentDate | None,
    ) -> bool:
        if year is not None and date is not None and year > date.year:
            return True
        if year is not None and date is not None and year < date.year:
            return False
        clause = clauses[k]
        if starts_change(tokens, q) or any(t.text in self._done_by for t in tokens[clause.start : q]):
            return False
        if any(self._plans(tokens, i, self._projected) for i in range(clause.start, q)):
            return True
        later = clause.start
        for earlier in reversed(clauses[max(0, k - FARTHEST) : k]):
            if any(tokens[i].tag == "STOP" or tokens[i].tag == "SEMI" for i in range(earlier.end, later)):
                return False
            later = earlier.start
            if any(self._plans(tokens, i, self._far) for i in range(earlier.start, earlier.end)):
                return True
        return False

    def _plans(self, tokens: Sequence[Token], i: int, words: frozenset[str]) -> bool:
        token = tokens[i]
        if token.text[:1] not in self._heads:
            return False
        if token.text == "将":
            return i + 1 < len(tokens) and tokens[i + 1].tag in self._will_before
        pair = token.text + tokens[i + 1].text if i + 1 < len(tokens) else ""
        if (token.text not in words and pair not in words) or (i and tokens[i - 1].text[-1:] in ("”", "》")):
            return False
        return i + 1 >= len(tokens) or tokens[i + 1].text not in self._done


def _compares(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a comparison stands in a stretch: 比去年多3天, but not 重约3吨."""
    return any(token.tag in ("THAN", "CMP") for token in tokens[start:end])
