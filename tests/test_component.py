"""The spaCy component: claims in anybody's pipeline."""

from __future__ import annotations

import spacy

TEXT = "截至2023年12月，用户规模达10.74亿，同比增长6.8%。"


def test_claims_and_spans_of_a_doc() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("numeric_claims")
    doc = nlp(TEXT)
    assert [(c.text, c.year) for c in doc._.claims] == [("10.74亿", 2023), ("6.8%", 2023)]
    assert [(span.text, span.label_) for span in doc.spans["numeric_claims"]] == [
        ("10.74亿", "level"),
        ("6.8%", "change"),
    ]
    for claim in doc._.claims:
        assert doc.text[claim.start : claim.end] == claim.text


def test_a_date_is_a_setting() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("numeric_claims", config={"date": "2024-03-05"})
    assert [c.year for c in nlp("去年全市粮食产量20万吨。")._.claims] == [2023]


def test_a_mention_that_cuts_a_token_is_widened() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("numeric_claims")
    doc = nlp(TEXT)
    assert len(doc._.claims) == len(doc.spans["numeric_claims"]) == 2


def test_texts_without_claims() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("numeric_claims")
    for text in ("", " ", "没有数字。"):
        doc = nlp(text)
        assert tuple(doc._.claims) == ()
        assert len(doc.spans["numeric_claims"]) == 0


def test_pipes_and_files(tmp_path) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("numeric_claims", config={"date": "2024"})
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert [[c.year for c in doc._.claims] for doc in again.pipe(["去年产量20万吨。", "产量20万吨。"])] == [
        [2023],
        [None],
    ]
