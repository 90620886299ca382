"""Accounts: whether a speaker tells of figures that are its own."""

from __future__ import annotations

from typing import Final

from extract.noun import Words
from extract.phrase import Phrase
from extract.word_class import OWNERS

# What may stand between 预计 and what is told of (预计今年累计亏损).
BETWEEN: Final = frozenset({"T", "ADV", "MEASURE_PREFIX", "LIGHT", "UP", "DOWN", "LINK"})


def tells_of_itself(words: Words, phrase: Phrase, known: bool) -> bool:
    """甲公司预计今年亏损3亿元: a company's accounts, told by a company, are its own.

    Args:
        words: the words of the sentence; phrase: who says so in it.
        known: whether the text named somebody before, for whom 该公司 may stand.

    >>> import extract
    >>> [extract.claims(text)[0].subject for text in ("甲控股预计今年亏损3亿元。", "甲控股预计油价下跌3%。")]
    ['甲控股亏损', '油价']
    """
    if words.tags[phrase.last - 1] not in OWNERS or words.tags[phrase.start] == "PER":
        return False
    if words.tags[phrase.first] == "PRON" and known:
        return False
    told = next((i for i in range(phrase.end, len(words.tags)) if words.tags[i] not in BETWEEN), None)
    return told is not None and words.tokens[told].text in words.settings.own_accounts
