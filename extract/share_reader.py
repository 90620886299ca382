"""Share: whether a percentage is a part of a whole (占比52%, 四成用户, 支出的78.6%用于民生)."""

from __future__ import annotations

from typing import Final

from extract.clause import Clause, first_of
from extract.quantity import Quantity
from extract.rulebook import Rulebook
from extract.token import Token
from extract.word_class import NOUNS

# Words before a part that do not say of what it is one.
SAYING_NOTHING: Final = frozenset("ADV AUX LINK T QUOTE SPACE EACH PER OWNER AMONG".split())
# What an item of a list of shares is made of.
LISTED: Final = frozenset("N NAME PLACE OWNER A COUNTED PRON LOC DE QUOTE M OTHER T LINK ADV C TO TO_PARTICLE".split())


class ShareReader:
    """Tells shares by the word lists of ``rules/claims.yaml`` and ``rules/words.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        kinds = book.data["claims"]["kinds"]
        self._to = frozenset(book.words("TO"))
        self._share_nouns = tuple(book.words("SHARE_NOUN"))
        self._rate_nouns = tuple(kinds["rate_nouns"])
        self._spent = frozenset(kinds["spent"])
        self._leads = frozenset(kinds["leads"])
        self._sharing = frozenset([*kinds["holdings"], *kinds["bearing"], *kinds["contributing"]])
        self._stakes = frozenset(kinds["stakes"])
        self._being = frozenset(book.data["claims"]["subjects"]["being"])
        self._rest = frozenset(book.data["claims"]["subjects"]["rest"])
        self._bounds = frozenset(book.data["claims"]["subjects"]["bounds"])

    def measures(self, measure: str, quantity: Quantity) -> bool:
        """A subject that ends in 占比, 比重 … is measured in shares."""
        return (
            quantity.base_unit == "%" and measure.endswith(self._share_nouns) and not measure.endswith(self._rate_nouns)
        )

    def tells(self, tokens: list[Token], clause: Clause, start: int, q: int, quantity: Quantity) -> bool:
        """Whether the words around a percentage make it a share of something."""
        if quantity.base_unit != "%":
            return False
        first, before = first_of(tokens, clause, q)
        left = tokens[start:q] if first == q else tokens[before:first]  # 分别占52%、48%
        if any(t.tag == "SHARE" or t.text in self._sharing for t in left):
            return True
        if self._goes_on_sharing(tokens, q) or self._is_listed_share(tokens, q):
            return True
        if any(t.text in self._stakes for t in [*left, *tokens[q + 1 : q + 4]]):
            return True
        if any(t.text in self._rest for t in left[:2]) and not any(t.tag == "MEASURE" for t in left):
            return True
        nouns = (i for i in range(start, q) if tokens[i].tag == "SHARE_NOUN")
        if any(not (tokens[i - 1].text + tokens[i].text).endswith(self._rate_nouns) for i in nouns):
            return True
        if tokens[q - 1].tag == "DE" and self.is_spent(tokens, q):
            return True  # 支出的78.6%用于民生
        return self._is_of_what_follows(tokens, clause, left, q)

    def _is_of_what_follows(self, tokens: list[Token], clause: Clause, left: list[Token], q: int) -> bool:
        """四成用户经常看, 贡献了62%和38%的销售额: whether it is a part of what stands behind it, or of those before 是."""
        last = q
        while last + 2 < clause.end and tokens[last + 1].tag in ("DUN", "C") and tokens[last + 2].tag == "Q":
            last += 2
        after = tokens[last + 1 : clause.end]
        if after and after[0].text in self._bounds:
            after = after[1:]
        told = [t for t in left if t.tag not in SAYING_NOTHING]
        if told and told[-1].tag == "P" and len(after) > 1 and after[0].tag == "DE" and after[1].tag == "SHARE_NOUN":
            return True  # 以35%的份额居首
        if told and told[-1].tag == "P" and after and after[0].text in self._leads:
            return any(t.tag == "SHARE_NOUN" for t in tokens[:q])  # 份额方面，甲公司以35%居首
        if (told and told[-1].tag not in ("V", "LOC")) or not after:
            return False
        if after[0].text in self._being and all(t.tag == "LOC" or t.tag in NOUNS for t in told):
            return True
        what = after[1:2] if after[0].tag == "DE" else after[:1]
        if not what or what[0].text.endswith(self._rate_nouns):
            return False  # 收取10%的手续费
        if after[0].tag == "DE":
            return what[0].tag not in ("UP", "DOWN", "CHANGE_NOUN")
        return after[0].tag in ("N", "NAME", "PLACE", "OWNER", "COUNTED", "MEASURE", "PRON", "A", "SAY")

    def _is_listed_share(self, tokens: list[Token], q: int) -> bool:
        """投诉最多的是餐饮（31%）、住宿（22%）: shares in brackets behind what they are of; not so with rates and changes."""
        if not _alone(tokens, q) or tokens[q - 2].tag == "MEASURE":
            return False
        others = any(_alone(tokens, i) for i, t in enumerate(tokens) if t.tag == "Q" and i != q)
        return others and not any(
            t.tag in ("UP", "DOWN", "CHANGE_NOUN", "CMP") or t.text.endswith(self._rate_nouns) for t in tokens
        )

    def is_spent(self, tokens: list[Token], q: int) -> bool:
        after = tokens[q + 1 : q + 3]
        return any(
            t.text in self._spent and all(b.text in self._bounds for b in after[:i]) for i, t in enumerate(after)
        )

    def _goes_on_sharing(self, tokens: list[Token], q: int) -> bool:
        """海外占35%，国内65%: whether a noun and a quantity go on with a list of shares, or tell where one got to.

        Such a list may also begin with a colon: 市场份额：甲公司31%、乙公司22%.
        """
        at, turned = q, False
        while True:
            i = at - 1
            while i > 0 and (
                tokens[i].tag in LISTED or tokens[i].text in self._to or (turned and tokens[i].tag == "FROM")
            ):
                i -= 1
            if i < 1 or tokens[i].tag in ("SHARE", "SHARE_NOUN"):
                rated = (tokens[i - 1].text + tokens[i].text).endswith(self._rate_nouns)
                return i > 0 and at < q and not rated
            if tokens[i].tag == "COLON":
                return tokens[i - 1].tag == "SHARE_NOUN"
            turned = tokens[i].tag == "Q" and i + 1 < at
            if not turned and tokens[i].tag not in ("COMMA", "DUN", "SEMI"):
                return False
            at = i if turned else i - 1
            item = tokens[at].item
            if not isinstance(item, Quantity) or item.base_unit != "%":
                return tokens[i].tag == "COMMA" and self._tells_of_share(tokens, at)

    def _tells_of_share(self, tokens: list[Token], last: int) -> bool:
        """市场份额方面，甲厂21%; 乙厂以23%的份额居首，丙厂15%: whether the clause before a list is about shares."""
        while last >= 0 and tokens[last].tag not in ("COMMA", "SEMI", "STOP", "COLON"):
            if tokens[last].tag == "SHARE_NOUN":
                return not (tokens[last - 1].text + tokens[last].text).endswith(self._rate_nouns)
            last -= 1
        return False


def _alone(tokens: list[Token], q: int) -> bool:
    """Whether a quantity stands alone in brackets."""
    return 1 < q < len(tokens) - 1 and tokens[q - 1].tag == "OPEN" and tokens[q + 1].tag == "CLOSE"
