"""The spaCy component: numeric claims in anybody's pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from extract.heal import document
from extract.pipeline import Extractor

if TYPE_CHECKING:
    from extract.claim import Claim

KEY = "numeric_claims"


class NumericClaims:
    """Adds the claims of a text to its Doc: ``doc._.claims``, and their mentions as ``doc.spans["numeric_claims"]``.

    A span's label is the kind of its claim. Offsets of the claims count characters of ``doc.text``; a mention that
    cuts a token of the pipeline's own tokenizer is widened to whole tokens in ``doc.spans`` only.

    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> component = nlp.add_pipe("numeric_claims", config={"date": "2024-03-05"})
    >>> doc = nlp("去年全市粮食产量20万吨。")
    >>> [(claim.text, claim.year) for claim in doc._.claims]
    [('20万吨', 2023)]
    """

    def __init__(self, rules: str | None = None, date: str | None = None) -> None:
        self._extractor = Extractor(Path(rules) if rules else None)
        self._date = date
        if not Doc.has_extension("claims"):
            Doc.set_extension("claims", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Read the claims of one Doc."""
        claims: list[Claim] = self._extractor(document(doc.text, date=self._date)) if doc.text.strip() else []
        doc._.claims = tuple(claims)
        spans = [doc.char_span(c.start, c.end, label=c.kind, alignment_mode="expand") for c in claims]
        doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=[span for span in spans if span is not None])
        return doc


@Language.factory(KEY, default_config={"rules": None, "date": None}, assigns=["doc._.claims", "doc.spans"])
def create_numeric_claims(nlp: Language, name: str, rules: str | None, date: str | None) -> NumericClaims:
    """Make the component.

    Args:
        nlp: the pipeline.
        name: what the pipeline calls the component.
        rules: a folder of rules instead of the project's own.
        date: the ISO date of the texts, if they are not to be asked for it.
    """
    return NumericClaims(rules, date)
