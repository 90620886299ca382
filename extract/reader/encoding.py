"""Encodings: bytes become text, Chinese encodings first, and nothing is guessed at silently."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from extract.document import ReadError

# Longest marks first: UTF-32's begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# In order of preference; charset-normalizer chooses among them by how well the text reads.
CANDIDATES = ["gb18030", "big5hkscs", "big5"]
SAMPLE = 200_000  # bytes shown to charset-normalizer
LEAST_VALID = 0.7  # of the bytes beyond ASCII, for a text to be UTF-8 with damage
MOST_CONTROLS = 0.02  # of the characters, for bytes to be text at all

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(content: bytes, path: str | Path = "") -> str:
    """The text of some bytes, exactly as it stands; only a byte order mark is left out.

    Tried in this order: a byte order mark; UTF-8; UTF-16 without a mark; GB18030 (and so GBK) and Big5, whichever
    reads better. A text that is UTF-8 but for some damage, or that mixes UTF-8 and GB18030, is decoded line by line.

    Raises:
        ReadError: the bytes are empty, are no text, or fit no encoding.

    >>> decode("用户规模达10亿".encode("gbk")), decode("用户规模达10亿".encode("utf-16"))
    ('用户规模达10亿', '用户规模达10亿')
    """
    if not content.strip(b" \t\r\n\x00"):
        raise ReadError(path, "the file is empty")
    for mark, name in MARKS:
        if content.startswith(mark):
            return _checked(content[len(mark) :].decode(name, "replace"), path)
    try:
        return _checked(content.decode("utf-8"), path)
    except UnicodeDecodeError:
        pass
    text = _wide(content) or _mended(content) or _chinese(content)
    if text is None:
        raise ReadError(path, "no known encoding fits (tried UTF-8, UTF-16, GB18030, Big5); is it a text?")
    return _checked(text, path)


def _checked(text: str, path: str | Path) -> str:
    """The text, if it is one: not empty, and hardly a control character in it."""
    if not text.strip().strip("\x00"):
        raise ReadError(path, "the file is empty")
    sample = text[:SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    if controls > max(4, MOST_CONTROLS * len(sample)):
        raise ReadError(path, "not a text (binary content)")
    return text


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its spaces, digits and line ends is zero."""
    sample = content[:SAMPLE]
    if sample.count(0) <= len(sample) // 200 or len(content) % 2:
        return None
    readings = [content.decode(name, "replace") for name in ("utf-16-le", "utf-16-be")]
    best = max(readings, key=_chinese_share)
    return best if _chinese_share(best) > 0.5 else None


def _chinese_share(text: str) -> float:
    """The share of everyday signs: Chinese characters, their punctuation, ASCII in print."""
    sample = text[:SAMPLE]
    good = sum(
        "一" <= sign <= "鿿" or " " <= sign <= "~" or sign in "\r\n\t，。、；：“”（）《》　？！" for sign in sample
    )
    return good / max(1, len(sample))


def _mended(content: bytes) -> str | None:
    """UTF-8 that is damaged, or mixed with GB18030: every line for itself."""
    beyond = sum(byte > 127 for byte in content[:SAMPLE])
    valid = len(content[:SAMPLE].decode("utf-8", "ignore").encode()) - (len(content[:SAMPLE]) - beyond)
    mixed = [line for line in _lines(content) if not line.isascii()]
    whole = [line for line in mixed if _fits(line, "utf-8")]
    if valid < LEAST_VALID * beyond and len(whole) < max(2, len(mixed) // 5):
        return None
    return "".join(_line(line) for line in _lines(content))


def _lines(content: bytes) -> Iterator[bytes]:
    return iter(content.splitlines(keepends=True))


def _fits(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _line(line: bytes) -> str:
    if not _fits(line, "utf-8") and _fits(line, "gb18030"):
        text = line.decode("gb18030")
        if _chinese_share(text) > 0.9 and "�" in line.decode("utf-8", "replace")[:-2]:
            return text
    return line.decode("utf-8", "replace")


def _chinese(content: bytes) -> str | None:
    """GB18030 or Big5. A cut-off last character does no harm."""
    from charset_normalizer import from_bytes

    sample = content if len(content) <= SAMPLE else content[: content.rfind(b"\n", 0, SAMPLE) + 1 or SAMPLE]
    best = from_bytes(sample, cp_isolation=CANDIDATES, threshold=0.4, enable_fallback=False).best()
    names = [best.encoding, *CANDIDATES] if best is not None else CANDIDATES
    for name in names:
        text = content.decode(name, "replace")
        lost = text.count("�")
        if lost <= max(1, len(text) // 200) and _chinese_share(text) > 0.5:
            return text
    return None
