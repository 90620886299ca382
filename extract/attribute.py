"""Attributes: the kind, direction and modality of a claim, read off the words around its quantity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extract.clause import Clause
from extract.document import DocumentDate
from extract.kind import KindReader
from extract.modality import ModalityReader
from extract.quantity import Quantity
from extract.rulebook import Rulebook
from extract.token import Token
from extract.topic import Subject


@dataclass(init=False, slots=True)
class Attributes:
    """What sort of claim it is, and the rules that say so."""

    kind: Final[str]
    direction: Final[str | None]
    modality: Final[str]
    rules: Final[tuple[str, ...]]

    def __init__(self, kind: str, direction: str | None, modality: str, rules: tuple[str, ...] = ()) -> None:
        self.kind = kind
        self.direction = direction
        self.modality = modality
        self.rules = rules


class AttributeReader:
    """Reads attributes: the kind and direction, and the modality."""

    def __init__(self, book: Rulebook) -> None:
        self._kinds = KindReader(book)
        self._modality = ModalityReader(book)

    def sentence(
        self, text: str, tokens: list[Token], clauses: list[Clause], date: DocumentDate | None
    ) -> SentenceAttributes:
        """A reader of the quantities of one sentence."""
        return SentenceAttributes(self._kinds, self._modality, text, tokens, clauses, date)


class SentenceAttributes:
    """Reads the attributes of the quantities of one sentence."""

    def __init__(
        self,
        kinds: KindReader,
        modality: ModalityReader,
        text: str,
        tokens: list[Token],
        clauses: list[Clause],
        date: DocumentDate | None,
    ) -> None:
        self._kinds = kinds
        self._modality = modality
        self._text = text
        self._tokens = tokens
        self._clauses = clauses
        self._date = date
        self._hints = modality.hints(text, tokens)

    def of(self, k: int, q: int, subject: Subject, year: int | None) -> Attributes:
        """The attributes of the quantity at token ``q`` in the ``k``-th clause, of which all else is known."""
        quantity, clause = self._tokens[q].item, self._clauses[k]
        assert isinstance(quantity, Quantity)
        start = max((j + 1 for j in clause.quantities if j < q), default=clause.start)
        kind, direction, rule = self._kinds.of(self._text, self._tokens, clause, start, q, quantity, subject)
        projected = self._modality.is_projected(self._tokens, self._clauses, k, q, year, self._date, self._hints)
        return Attributes(kind, direction, "projected" if projected else "actual", (rule,) if rule else ())
