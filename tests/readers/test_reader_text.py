"""Text in any encoding: the same text comes out, whatever it was written in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import ReadError
from extract.reader import read_raw
from extract.reader.encoding import decode

TEXT = "2023年，全市粮食产量达20.5万吨，同比增长3%。\r\n　　用户规模超过5.6亿。\n"
TRADITIONAL = "2023年，全市糧食產量達20.5萬噸，同比增長3%。用戶規模超過5.6億，較上年增加兩成。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_simplified_text_in_every_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "big5hkscs", "gbk", "utf-16"])
def test_traditional_text_in_every_encoding(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


def test_traditional_characters_are_read_as_they_are(extractor) -> None:
    from extract.heal import document

    claim = extractor(document(TRADITIONAL))[0]
    assert (claim.text, claim.amount, claim.base_unit) == ("20.5萬噸", 205000, "吨")


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "crlf.txt"
    path.write_bytes("甲\r\n乙\r丙\n".encode())
    assert read_raw(path).raw == "甲\r\n乙\r丙\n"


def test_a_file_of_utf_8_and_gbk_lines_is_read_line_by_line() -> None:
    line = "2023年，全市粮食产量达20.5万吨。\n"
    assert decode(line.encode() * 3 + line.encode("gbk") * 2) == line * 5


def test_a_character_cut_off_at_the_end_loses_nothing_else() -> None:
    assert decode(TEXT.encode()[:-2]).startswith(TEXT[:-3])
    assert decode(TEXT.encode("gbk")[:-2])[: len(TEXT) - 3] == TEXT[:-3]


def test_null_bytes_and_half_surrogates_stay_in_place() -> None:
    assert decode("产量\x00达5万吨".encode()) == "产量\x00达5万吨"
    assert decode(b"\xed\xa0\x80" + TEXT.encode()).endswith(TEXT)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x00" * 64, "empty"),
        (bytes(range(128, 256)) * 20, "encoding"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "encoding|binary"),
        (bytes(range(0, 32)) * 40 + b"text", "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        decode(content, "a.txt")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        decode(content, "a.txt")
    except ReadError as error:
        assert error.path == "a.txt"


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
def test_utf_8_always_comes_back(text: str) -> None:
    assert decode(text.encode()) == text
