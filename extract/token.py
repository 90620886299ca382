"""Tokens: a sentence as a spaCy Doc in which each quantity and each time is one token, tagged with classes of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from extract.period import Period
from extract.quantity import Quantity
from extract.rulebook import Rulebook
from extract.segmenter import Segmenter, Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Item = Quantity | Period

# Words of the segmenter that are remembered with what they were read as; a long run meets ever more.
MOST_KNOWN: Final = 30_000
# Between the members of a ratio, which have one subject and one time.
RATIO_SIGNS: Final = frozenset(":：∶")
_ASPECTS: Final = "了过着"
_PLUS: Final = frozenset("+＋﹢")
_NAMING: Final = frozenset({"N", "NAME", "PLACE", "OWNER"})
_NOMINAL: Final = frozenset({"N", "NAME", "PLACE", "OWNER", "MEASURE", "V", "A"})
_NAME_PARTS: Final = _NOMINAL | {"M", "MORE", "LESS"}
_TOLD: Final = frozenset({"T", "SAY", "OWN_SAY", "MEASURE", "MEASURE_PREFIX", "LIGHT", "ADV", "COMMA"})
_PAUSES: Final = frozenset({"COMMA", "DUN", "SEMI", "COLON", "STOP", "OPEN", "CLOSE", "QUOTE", "T"})
_BEFORE_NAMES: Final = _PAUSES | {"LINK"}
# Classes of words that may be another beside what stands there.
_TURNING: Final = frozenset({"MORE", "LESS", "V", "A", "IDIOM"})

PUNCTUATION: Final = {
    "，": "COMMA", ",": "COMMA", "、": "DUN", "/": "DUN", "／": "DUN", "∶": "QUOTE", "；": "SEMI", ";": "SEMI", "：": "COLON", ":": "COLON",
    "。": "STOP", "！": "STOP", "？": "STOP", "!": "STOP", "?": "STOP", "…": "STOP", "\n": "STOP", "\t": "STOP", "|": "STOP", "_": "STOP",
    **dict.fromkeys("▌▍■□●○◆◇★☆△▲▽▼※❂", "STOP"), **dict.fromkeys("×✕÷=＝≈±<>＜＞≤≥≦≧", "QUOTE"),
    **dict.fromkeys("①②③④⑤⑥⑦⑧⑨⑩⑪⑫", "QUOTE"),
    "（": "OPEN", "(": "OPEN", "[": "OPEN", "【": "OPEN", "）": "CLOSE", ")": "CLOSE", "]": "CLOSE", "】": "CLOSE",
    "“": "QUOTE", "”": "QUOTE", '"': "QUOTE", "‘": "QUOTE", "’": "QUOTE", "「": "QUOTE", "」": "QUOTE", "『": "QUOTE", "』": "QUOTE",
}  # fmt: skip


@dataclass(init=False, slots=True)
class Token:
    """A word, quantity or time; ``start`` and ``end`` count characters of the document's healed text."""

    start: Final[int]
    end: Final[int]
    text: Final[str]
    tag: Final[str]
    item: Final[Item | None]

    def __init__(self, start: int, end: int, text: str, tag: str, item: Item | None = None) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.tag = tag
        self.item = item

    def tagged(self, tag: str) -> Token:
        """The token in another class."""
        return Token(self.start, self.end, self.text, tag, self.item)

    def cut(self, at: int, tag: str, last: str) -> tuple[Token, Token]:
        """The token as two, cut before a character, with their classes."""
        place = self.start + at
        return Token(self.start, place, self.text[:at], tag), Token(place, self.end, self.text[at:], last)


class Tokens:
    """Makes tokens of sentences with the classes of ``rules/words.yaml``."""

    def __init__(self, book: Rulebook, engine: str = "rjieba") -> None:
        words = book.data["words"]
        self._classes: dict[str, str] = {}
        for name, members in words["lists"].items():
            for word in members:
                self._classes.setdefault(str(word), name)
        parted = tuple(self._classes)
        for name, members in words["recast"].items():
            self._classes.update(dict.fromkeys(map(str, members), name))
        self._comparing = frozenset(word for word in words["lists"]["THAN"] if len(word) == 1)
        self._parts: dict[str, str] = words["parts_of_speech"]
        measures = [str(word) for word in words["lists"]["MEASURE"] if len(str(word)) > 1]
        self._endings = (*words["measure_endings"], *measures)
        self._generic_owners = frozenset(words["generic_owners"])
        self._named_owners = frozenset(words["named_owners"])
        self._dimensions = frozenset(words["dimensions"])
        self._attributes = frozenset(words["attributes"])
        self._short_measures = frozenset(words["measure_endings"])
        self._no_measures = frozenset(words["no_measures"])
        self._owner_endings = tuple(words["owner_endings"])
        self._owner_heads = frozenset(words["owner_heads"])
        self._formal_names = frozenset(words["formal_names"])
        self._no_owners = frozenset(words["no_owners"])
        self._turning = self._formal_names.union(
            _PLUS, self._dimensions, self._generic_owners, self._named_owners, self._short_measures
        )
        self._read: dict[Tagged, list[Tagged]] = {}
        self._particles = frozenset(words["particles"])
        self._forecasting = frozenset(words["forecasting"])
        self._speech = frozenset(words["speech"])
        self._alone: dict[str, str] = {}
        glued = {end + begin: 1 for end in words["glued"]["ends"] for begin in words["glued"]["begins"]}
        self._splits: dict[str, int] = glued | words["splits"]
        self._comparisons = frozenset(words["lists"]["CMP"])
        self.segmenter = Segmenter(parted, engine)
        self._names = book.compile(book.data["subjects"]["names"], "names")

    def of(self, text: str, start: int, end: int, items: Sequence[Item]) -> list[Token]:
        """The tokens of a sentence.

        Args:
            text: the document's healed text; start, end: the sentence in it.
            items: the quantities and times of the sentence, in order, without overlap.
        """
        tokens: list[Token] = []
        at = start
        for item in items:
            self._between(text, at, item.start, tokens)
            tag = "Q" if isinstance(item, Quantity) else "T"
            tokens.append(Token(item.start, item.end, item.text, tag, item))
            at = item.end
        self._between(text, at, end, tokens)
        return self._in_context(self._split_before_items(tokens))

    def _in_context(self, tokens: list[Token]) -> list[Token]:
        """主播 + 数 is a measure; 短 before a noun compares nothing."""
        for i, token in enumerate(tokens):
            if token.tag not in _TURNING and token.text not in self._turning:
                continue
            if token.text in self._formal_names:
                self._name_whole(tokens, i)
            if token.tag in ("MORE", "LESS") and i + 1 < len(tokens) and tokens[i + 1].tag in _NOMINAL:
                tokens[i] = token if _compared(tokens, i) else token.tagged("A")
            elif token.text in _PLUS and _signs(tokens, i):
                tokens[i] = token.tagged("UP")
            elif token.text in self._dimensions and self._is_dimension(tokens, i):
                tokens[i] = token.tagged("MEASURE")
            elif token.tag == "V" and token.text in self._attributes and i + 1 < len(tokens):
                tokens[i] = token.tagged("N") if tokens[i + 1].tag == "MEASURE" else token
            elif self._owns_here(tokens, i):
                tokens[i] = token.tagged("OWNER")
            elif token.tag in ("N", "V") and token.text in self._short_measures and i and tokens[i - 1].tag in _NOMINAL:
                tokens[i] = token.tagged("MEASURE")
            elif token.tag in ("V", "A") and _is_given(tokens, i):
                tokens[i] = token.tagged("NAME")
            elif token.tag == "IDIOM":
                tokens[i] = token.tagged("ADV" if _is_manner(tokens, i) else "N")
        return tokens

    def _owns_here(self, tokens: list[Token], i: int) -> bool:
        """Whether a word owns what follows where it stands: behind a name (某某公司), or at the head of a clause."""
        text = tokens[i].text
        behind = text in self._generic_owners and i > 0 and tokens[i - 1].tag in _NAMING
        return behind or (text in self._named_owners and _heads_clause(tokens, i))

    def _is_dimension(self, tokens: list[Token], i: int) -> bool:
        """桥面宽33米: between a noun and a quantity it says what is measured, unless something is compared."""
        if not 0 < i < len(tokens) - 1:
            return False
        if tokens[i + 1].tag in ("DUN", "EACH") and self._is_listed(tokens, i):
            return True  # 长、宽、高分别为
        if tokens[i + 1].tag != "Q":
            return False
        beside = tokens[i - 1].tag in _NAMING or (tokens[i - 1].tag in ("COMMA", "DUN") and tokens[i - 2].tag == "Q")
        return tokens[i].tag in ("MORE", "A") and beside and not _compared(tokens, i)

    def _is_listed(self, tokens: list[Token], i: int) -> bool:
        """Whether the word two on or two back is one of a size as well, with a mark between."""
        return any(
            0 <= j < len(tokens) and tokens[j].text in self._dimensions and tokens[(i + j) // 2].tag == "DUN"
            for j in (i - 2, i + 2)
        )

    def _name_whole(self, tokens: list[Token], last: int) -> None:
        """远嘉管理有限公司: what stands in a clause before the end of a full name is part of it, and tells of no deed."""
        first = last
        while first and tokens[first - 1].tag in _NAME_PARTS and self._classes.get(tokens[first - 1].text) != "V":
            first -= 1
        if first == 0 or tokens[first - 1].tag in _BEFORE_NAMES:
            name = tokens[first:last]
            tokens[first:last] = [token if token.tag in _NAMING else token.tagged("N") for token in name]

    def _split_before_items(self, tokens: list[Token]) -> list[Token]:
        """价格比 + 年初, 主播数超 + 40万: before a time or quantity, a word's last character may be a word of its own; so may
        that of a name before a pause (周牧说：).
        """
        for i in range(len(tokens) - 2, -1, -1):
            token, after = tokens[i], tokens[i + 1].tag
            if after in ("MORE", "LESS") and token.tag == "Q":
                self._split_comparison(tokens, i)
                continue
            if token.tag == "NAME" and after in ("COMMA", "COLON") and token.text[-1] in self._speech:
                tokens[i : i + 1] = self._parted(token, "NAME", "SAY")
                continue
            if after not in ("T", "Q") or len(token.text) < 2 or token.text in self._classes or token.item is not None:
                continue
            if token.text[-1] in (self._comparing if after == "T" else self._particles) and token.tag not in (
                "PLACE",
                "OWNER",
            ):
                head = token.text[:-1]
                tag = self._classes.get(head) or self._by_part(head, "n")
                tokens[i : i + 1] = self._parted(token, tag, self._classes.get(token.text[-1], "THAN"))
        return tokens

    def _split_comparison(self, tokens: list[Token], q: int) -> None:
        """比 + 中债估值4.46低5.4: before a quantity that something is more or less than, 比 may be run together with a word."""
        for k in range(q - 1, max(-1, q - 4), -1):
            text = tokens[k].text
            if tokens[k].tag in ("THAN", "CMP", "COMMA", "Q"):
                return
            if tokens[k].tag == "N" and len(text) > 1 and text[0] in self._comparing and text not in self._classes:
                tokens[k : k + 1] = tokens[k].cut(1, "THAN", "N")
                return

    @staticmethod
    def _parted(token: Token, tag: str, last: str) -> list[Token]:
        """A word as two, with their classes: the last character is a word of its own."""
        rest, end = token.cut(len(token.text) - 1, tag, last)
        return [rest, end] if rest.text else [end]

    def _between(self, text: str, start: int, end: int, tokens: list[Token]) -> None:
        """Segment a stretch without quantities; a title in 《》 or a short quotation is one name."""
        at = start
        for match in self._names.finditer(text, start, end):
            self._words(text[at : match.start()], at, tokens)
            tokens.append(Token(match.start(), match.end(), match[0], self._classes.get(match[0], "NAME")))
            at = match.end()
        self._words(text[at:end], at, tokens)

    def _words(self, stretch: str, at: int, tokens: list[Token]) -> None:
        if not stretch:
            return
        read = self._read
        add = tokens.append
        for tagged in self.segmenter.tag(stretch):
            for piece, tag in read.get(tagged) or self._words_of(tagged):
                end = at + len(piece)
                add(Token(at, end, piece, tag))
                at = end

    def _words_of(self, tagged: Tagged) -> list[Tagged]:
        """The words, with their classes, of one word of the segmenter: mostly itself."""
        word, part = tagged
        found: list[Tagged] = []
        if part[:1] == "u" and len(word) > 1 and word[-1] in _ASPECTS:  # 拿过, 交了
            found.append((word[:-1], self._classes.get(word[:-1]) or "V"))
            word = word[-1]
        for piece in self._split(word):
            own = self._part_of(piece) if word in self._splits or self._change_in(word) else part
            found.append((piece, self._tag(piece, own)))
        if len(self._read) >= MOST_KNOWN:
            self._read.clear()
            self._alone.clear()
        self._read[tagged] = found
        return found

    def _part_of(self, piece: str) -> str:
        """The part of speech of half a word that the dictionary runs together."""
        if piece not in self._alone:
            self._alone[piece] = self.segmenter.tag(piece)[0][1]
        return self._alone[piece]

    def _split(self, word: str) -> tuple[str, ...]:
        """占地约 → 占地, 约: a known word run together with a particle is two words."""
        pieces: tuple[str, ...] = (word,)
        if word in self._splits:
            pieces = (word[: self._splits[word]], word[self._splits[word] :])
        elif len(word) > 2 and word not in self._classes:
            if word[-1] in self._particles and word[:-1] in self._classes:
                pieces = (word[:-1], word[-1])
            elif word[0] in self._particles and word[1:] in self._classes:
                pieces = (word[0], word[1:])
            elif word[2:] in self._classes and (word[:2] in self._comparisons or self._is_measure_of(word)):
                pieces = (word[:2], word[2:])
            elif at := self._change_in(word):
                pieces = (word[:at], word[at:])
        return pieces

    def _is_measure_of(self, word: str) -> bool:
        """汽车产量, 汽车销售额: what has a measure, and the measure."""
        return len(word) in (4, 5) and self._classes[word[2:]] == "MEASURE"

    def _change_in(self, word: str) -> int:
        """价格上涨, 稳步增长, 米价涨, 米价恐: where a word of change or forecast begins that is run together with another; else 0."""
        if word in self._classes:
            return 0
        if self._classes.get(word[-2:]) in ("UP", "DOWN"):
            return len(word) - 2 if len(word) == 4 or self._classes.get(word[:-2]) == "MEASURE" else 0
        short = len(word) > 2 and word[-2] in self._short_measures
        turns = word[-1] in self._forecasting or self._classes.get(word[-1]) in ("UP", "DOWN")
        return len(word) - 1 if short and turns else 0

    def _tag(self, word: str, part: str) -> str:
        return PUNCTUATION.get(word) or self._classes.get(word) or self._by_part(word, part)

    def _by_part(self, word: str, part: str) -> str:
        if not word.strip():
            return "COMMA"
        tag = self._parts.get(part) or self._parts.get(part[:2]) or self._parts.get(part[:1], "N")
        if part == "x" and not any(sign.isalnum() for sign in word):
            return "OTHER"
        common = tag in ("N", "IDIOM") and part not in ("nz", "nr", "ns", "nt")
        verbal = tag == "V" and len(word) > 2  # 补助费
        title = word[-1:] == "长" and word[-2:] in self._no_measures  # 副县长
        named = title or word in self._no_measures
        if (common or verbal) and len(word) > 1 and word.endswith(self._endings) and not named:
            return "MEASURE"
        if word in self._owner_heads or (tag in ("N", "IDIOM") and self._names_owner(word)):
            return "OWNER"
        return tag

    def _names_owner(self, word: str) -> bool:
        """县, 公司 … at the end of a longer word."""
        if not word.endswith(self._owner_endings) or word in self._no_owners:
            return False
        return any(word.endswith(ending) and (len(word) > len(ending)) for ending in self._owner_endings)

    @property
    def vocab(self) -> Vocab:
        """The vocabulary of the Docs."""
        return _vocab()

    def doc(self, tokens: list[Token]) -> Doc:
        """The tokens as a spaCy Doc, for matching; each token's ``tag_`` is its class."""
        from spacy.tokens import Doc

        return Doc(
            self.vocab,
            words=[token.text for token in tokens],
            spaces=[False] * len(tokens),
            tags=[token.tag for token in tokens],
        )


@lru_cache(maxsize=1)
def _vocab() -> Vocab:
    from spacy.vocab import Vocab  # slow to import, so that only a sentence that needs it does

    return Vocab()


def _is_given(tokens: list[Token], i: int) -> bool:
    """茶农陈丰收去年: a word right behind a noun and a surname, before a time or a word of saying, is a given name."""
    if not 1 < i < len(tokens) - 1 or len(tokens[i - 1].text) > 1 or tokens[i - 1].tag != "NAME":
        return False
    beside = tokens[i - 2].tag == "N" and tokens[i - 2].end == tokens[i - 1].start
    told = tokens[i + 1].tag in ("T", "SAY", "OWN_SAY") and not tokens[i + 1].text[0].isdigit()  # 大坝建于1976年
    return beside and told and len(tokens[i].text) <= 2


def _is_manner(tokens: list[Token], i: int) -> bool:
    """马不停蹄赶到: a set phrase at the head of a clause, right before its verb, says how it is done."""
    heads = i == 0 or tokens[i - 1].tag in ("COMMA", "STOP")
    return heads and i + 1 < len(tokens) and tokens[i + 1].tag == "V"


def _heads_clause(tokens: list[Token], i: int) -> bool:
    """Whether a word ends the name that a clause begins with, and is not measured: 中兴股份去年…, not 中兴股份3亿股."""
    if not i or tokens[i - 1].tag not in ("NAME", "PLACE") or (i > 1 and tokens[i - 2].tag not in _PAUSES):
        return False
    return i + 1 < len(tokens) and tokens[i + 1].tag in _TOLD


def _signs(tokens: list[Token], i: int) -> bool:
    """同比+5%, （+0.4%）: whether a plus sign stands at a quantity and joins it to nothing before."""
    before = tokens[i - 1].tag if i else "STOP"
    return i + 1 < len(tokens) and tokens[i + 1].tag == "Q" and (before in _PAUSES or before in ("CMP", "LINK"))


def _compared(tokens: list[Token], i: int) -> bool:
    """Whether a word of comparison stands before: 比预算数少支出912万元."""
    return any(token.tag in ("THAN", "CMP") for token in tokens[max(0, i - 8) : i])
