"""Texts of odd shapes are read whole."""

from __future__ import annotations

import pytest

import extract
from extract.pipeline import _SENTENCE, LONGEST, _pieces


def test_a_sentence_without_end_is_read_in_pieces_and_nothing_is_lost() -> None:
    text = "有12万人，" * 1_000
    pieces = list(_pieces(text, 0, len(text)))
    assert "".join(text[start:end] for start, end in pieces) == text
    assert max(end - start for start, end in pieces) <= LONGEST
    assert len(extract.claims(text)) == 1_000


@pytest.mark.parametrize("text", ["有12万人，" * 200_000, "《a》" * 200_000, "《" * 200_000])
def test_a_sentence_of_any_length_is_found(text: str) -> None:
    assert "".join(match[0] for match in _SENTENCE.finditer(text + "\n")) == text + "\n"
