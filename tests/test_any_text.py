"""No text makes the extractor fail, and what it claims stands in the text."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from spec import GOLD

# Clauses and marks of the challenge set, put together anew.
TEXTS = [json.loads(line)["text"] for line in (GOLD / "challenge.jsonl").read_text("utf-8").splitlines()[:120]]
CLAUSES = sorted({clause for text in TEXTS for clause in text.replace("。", "，").split("，") if clause})
MARKS = ("，", "。", "；", "、", "（", "）", "：", "\n", "“", "”", " ", "", "的，", "方面，", "等", "在", "，其中")
PIECES = st.tuples(st.sampled_from(CLAUSES), st.sampled_from(MARKS))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=8), st.sampled_from([None, "2024", "2024-05-06"]))
def test_any_text_can_be_read(pieces: list[tuple[str, str]], date: str | None) -> None:
    text = "".join(clause + mark for clause, mark in pieces)
    for claim in extract.claims(text, date):
        assert text[claim.start : claim.end] == claim.text
        printed = "".join(text[start:end] for start, end in claim.subject_spans)
        assert "".join(printed.split()) == "".join((claim.subject or "").split())


@settings(max_examples=150, deadline=None)
@given(st.text("年月日人元%亿万千百十一二两3.5 ，。（）“”的在从到比占其中分别等达为增长方面，由被2019", max_size=40))
def test_any_row_of_signs_can_be_read(text: str) -> None:
    for claim in extract.claims(text, "2019-05-06"):
        assert text[claim.start : claim.end] == claim.text


def test_a_frame_without_words_of_its_own_names_nobody() -> None:
    assert extract.claims("在，为了，对此，销售额3亿元。")
