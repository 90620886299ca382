"""Kind: whether a quantity is a level, a change, a share or a ratio, and which way a change goes."""

from __future__ import annotations

from typing import Final

from extract.clause import Clause, first_of
from extract.quantity import Quantity
from extract.rulebook import Rulebook
from extract.share_reader import ShareReader
from extract.token import Token
from extract.topic import Subject
from extract.unit import CLASSIFIER
from extract.word_class import NOUNS

# The unit of what moves a rate.
POINTS: Final = "百分点"
# Words between what goes beyond a limit, the limit, and by how much.
FARTHEST: Final = 7


class KindReader:
    """Reads kinds with the word lists of ``rules/claims.yaml`` and ``rules/words.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        kinds = book.data["claims"]["kinds"]
        self._shares = ShareReader(book)
        self._to = frozenset(book.words("TO"))
        self._particles = frozenset(book.words("TO_PARTICLE"))
        self._up = frozenset(kinds["up"])
        self._down = frozenset(kinds["down"])
        self._endings = {word: tag for tag in ("UP", "DOWN") for word in book.words(tag) if len(word) == 2}
        self._up_nouns = frozenset(kinds["up_nouns"])
        self._down_nouns = frozenset(kinds["down_nouns"])
        self._change_nouns = self._up_nouns | self._down_nouns
        self._rate_nouns = tuple(kinds["rate_nouns"])
        self._ratio_nouns = tuple(kinds["ratio_nouns"])
        self._times = frozenset(kinds["times"])
        self._of_same_base = frozenset(kinds["of_same_base"])
        self._ratio_words = frozenset(kinds["ratio_words"])
        self._of_itself = frozenset(kinds["of_itself"])
        self._by = frozenset(kinds["by"])
        self._complete = frozenset(kinds["complete"])
        self._planned = frozenset(book.data["claims"]["subjects"]["of_plan"])
        self._with_sign = frozenset(kinds["signed"])
        self._differences = frozenset(kinds["differences"])
        self._intransitive = frozenset(kinds["intransitive"])
        self._deals, self._deal_prices = frozenset(kinds["deals"]), frozenset(kinds["deal_prices"])
        self._worked, self._ranks = frozenset(kinds["worked"]), frozenset(kinds["ranks"])
        self._qualities, self._contributing = frozenset(kinds["qualities"]), frozenset(kinds["contributing"])
        self._downward = frozenset(kinds["downward"])
        self._pushes = {word: way for way in ("up", "down") for word in kinds[f"pushes_{way}"]}
        self._sooner = frozenset(kinds["sooner"])
        self._by_so_much = str(kinds["by_so_much"])
        self._no = tuple(kinds["bounded"])
        self._over, self._yardsticks = frozenset(kinds["over"]), tuple(kinds["yardsticks"])
        self._quick = frozenset(kinds["quick"])
        self._slow = frozenset(kinds["slow"])
        self._after_up = book.compile(kinds["after_up"], "after_up")
        self._after_down = book.compile(kinds["after_down"], "after_down")

    def of(
        self,
        text: str,
        tokens: list[Token],
        clause: Clause,
        start: int,
        q: int,
        quantity: Quantity,
        subject: Subject,
    ) -> tuple[str, str | None, str]:
        if quantity.kind is not None:
            return quantity.kind, quantity.direction, ""
        if self._completes(tokens, q, quantity):
            return "ratio", None, "kind.ratio"
        change = self._change(text, tokens, clause, start, q) or self._measure_of_change(text, subject, tokens[q])
        change = change or self._beyond_limit(text, tokens, q)
        if change is None and quantity.amount < 0 and self._is_signed(tokens, start, q, quantity):
            change = "down"
        if change is not None:
            return "change", "down" if quantity.amount < 0 else change, "kind.change"  # 增速为-3%
        measure = text[subject.spans[-1][0] : subject.spans[-1][1]] if subject.spans else ""
        if self._is_rated(tokens, start, q, quantity):
            return "ratio", None, "kind.ratio"
        if start == q - 1 and tokens[start].tag == "DE" and tokens[start - 1].tag == "Q":
            start = clause.start  # 为年度任务60万亩的105%, 占收入9亿元的30%
        if self._shares.tells(tokens, clause, start, q, quantity) or self._shares.measures(measure, quantity):
            return "share", None, "kind.share"
        if self._is_ratio(tokens, start, q, quantity) or self._measures_ratio(measure, quantity):
            return "ratio", None, "kind.ratio"
        return self._part(tokens, start, q, quantity, measure)

    def _part(
        self, tokens: list[Token], start: int, q: int, quantity: Quantity, measure: str
    ) -> tuple[str, str | None, str]:
        """四成, 三分之一 are shares, if of nothing else (货值的一成) and no rate (接种率不到一成)."""
        rated = measure.endswith(self._rate_nouns) or any(t.text.endswith(self._rate_nouns) for t in tokens[start:q])
        if quantity.base_unit != "%" or rated or any(sign in quantity.unit for sign in "%‰"):
            return "level", None, ""
        of_another = tokens[q - 1].tag == "DE" and q - 2 >= start and tokens[q - 2].text not in self._of_itself
        return ("ratio", None, "kind.ratio") if of_another else ("share", None, "kind.share")

    def _measure_of_change(self, text: str, subject: Subject, quantity: Token) -> str | None:
        """A subject that ends in 增速, 降幅 … is measured in changes, whatever stands between."""
        if not subject.spans or subject.spans[-1][0] > quantity.start:  # 四成房企降幅
            return None
        end = text[subject.spans[-1][0] : subject.spans[-1][1]]
        noun = next((noun for noun in self._change_nouns if end.endswith(noun)), None)
        return self._noun_direction(quantity, noun) if noun else None

    def _measures_ratio(self, measure: str, quantity: Quantity) -> bool:
        return quantity.base_unit in ("%", "", "比") and measure.endswith(self._ratio_nouns)

    def _is_rated(self, tokens: list[Token], start: int, q: int, quantity: Quantity) -> bool:
        """按货值的10%给予奖励, 目标已完成83%: a part of a base that a rule or a plan sets."""
        if quantity.base_unit != "%":
            return False
        if tokens[q - 1].tag == "DE" and any(token.text in self._by for token in tokens[start:q]):
            return True
        return (q > start and tokens[q - 1].text in self._complete) or self._is_as_before(tokens, start, q)

    def _is_as_before(self, tokens: list[Token], start: int, q: int) -> bool:
        """客流恢复到去年同期的82%，票房恢复到91%: of the same base as the one before, unless it is a rate."""
        if q == start or tokens[q - 1].text not in self._of_same_base:
            return False
        if any(token.text.endswith(self._rate_nouns) for token in tokens[start:q]):
            return False
        base = next((i for i in range(start - 1, -1, -1) if tokens[i].text in self._of_same_base), start)
        first = next((i for i in range(base + 1, start) if tokens[i].tag == "Q"), 0)
        item = tokens[first].item
        return first > 0 and tokens[first - 1].tag == "DE" and isinstance(item, Quantity) and item.base_unit == "%"

    def _completes(self, tokens: list[Token], q: int, quantity: Quantity) -> bool:
        """完成全年50亿元目标的64%: a part of what was aimed at."""
        if quantity.base_unit != "%" or q < 3 or tokens[q - 1].tag != "DE":
            return False
        aim = q - 2 - (tokens[q - 2].tag == "Q")  # 完成目标任务50亿元的102%
        return tokens[aim].text in self._planned and any(
            token.text in self._complete for token in tokens[max(0, q - 8) : q]
        )

    def _change(self, text: str, tokens: list[Token], clause: Clause, start: int, q: int) -> str | None:
        """The direction of a change, or None where there is none."""
        end, item = tokens[q].end, tokens[q].item
        # 720只下跌: as many as that fall; 连续7个月下降: for as long as that
        counted = isinstance(item, Quantity) and (item.type == CLASSIFIER or item.base_unit in self._times)
        for pattern, direction in ((self._after_up, "up"), (self._after_down, "down")):
            if (found := pattern.match(text, end)) and (
                found[0].startswith("的") or (not counted and found.end() >= self._clause_end(tokens, clause))
            ):
                return None if self._is_contributed(tokens, start, q) else direction
        reached, told = False, 0
        for i in range(q - 1, start - 1, -1):
            token = tokens[i]
            if token.text in self._to or (token.tag == "TO_PARTICLE" or token.text in self._particles):
                reached = True
            elif token.text in self._change_nouns:
                return self._noun_direction(tokens[q], token.text)
            elif (moved := self._moves(token, told)) and not (len(token.text) == 1 and told > 1):
                return None if reached or self._moves_nothing(tokens, start, i, q, told) else moved
            elif (compared := self._compared(tokens, clause, i, q, told)) is not None:
                return compared
            elif token.text in self._pushes and (pushed := self._pushed(tokens, i, q)):
                return pushed
            elif told and token.text in self._over and self._is_yardstick(text, tokens[i], tokens[q]):
                return "up"  # 超预算3亿元
            elif token.tag in ("COMMA", "SEMI", "STOP", "SHARE"):
                return None
            told += token.tag not in ("AUX", "LINK", "ADV", "QUOTE")
        return self._coupled(text, tokens, clause, q)

    def _is_contributed(self, tokens: list[Token], start: int, q: int) -> bool:
        """贡献了六成增量: a part of a growth, and not its size."""
        item = tokens[q].item
        part = isinstance(item, Quantity) and item.base_unit == "%"
        return part and any(token.text in self._contributing for token in tokens[start:q])

    def _is_signed(self, tokens: list[Token], start: int, q: int, quantity: Quantity) -> bool:
        """同比-6.5%, （-0.4%）: whether a minus sign tells of a fall, and not of what is below nought."""
        inside = tokens[q - 1].tag == "OPEN" and quantity.base_unit in self._with_sign
        return inside or any(token.tag == "CMP" for token in tokens[start:q])

    def _moves(self, token: Token, told: int) -> str | None:
        """The direction of a verb of change; some words are one only right before the quantity (年省3元, 价格下降5%)."""
        if token.tag in ("UP", "DOWN"):
            return token.tag.lower()
        if token.tag == "T" and (tag := self._endings.get(token.text)):
            return tag.lower()
        if told or token.tag == "OWNER":  # 来自12省35所高校
            return None
        if token.text in self._up or token.text in self._down:
            return "up" if token.text in self._up else "down"
        tag = self._endings.get(token.text[-2:]) if len(token.text) == 4 else None
        return tag.lower() if tag else None

    def _moves_nothing(self, tokens: list[Token], start: int, i: int, q: int, told: int) -> bool:
        """下跌个股超过4200只, 占全部新增装机的九成, 提前一个月: verbs of change that tell of none."""
        if tokens[i].text in self._sooner or (tokens[i].text in self._qualities and tokens[i + 1].tag == "DE"):
            return True  # 最便宜的300元
        if told and tokens[q - 1].tag == "DE" and any(token.tag == "SHARE" for token in tokens[start:i]):
            return True
        if told and tokens[q - 1].tag == "DE" and tokens[i + 1].tag in NOUNS and self._shares.is_spent(tokens, q):
            return True  # 新增财力的八成用于教育
        if tokens[i + 1].tag == "DE" and any(t.tag in NOUNS and t.tag != "CHANGE_NOUN" for t in tokens[i + 2 : q]):
            return True  # 对工业增长的贡献率, 上涨的城市有37个
        if tokens[i].text in self._deals and tokens[i + 1].text in self._deal_prices:
            return True  # 减持均价21元
        item = tokens[q].item
        if isinstance(item, Quantity) and item.type == CLASSIFIER:
            if i + 2 == q and tokens[i + 1].tag == "DE":
                return True  # 下跌的54个
            less = i > 0 and tokens[i - 1].text in self._by_so_much  # 少砍17棵
            if tokens[i].text in self._worked and item.base_unit not in self._ranks and not less:
                return True  # 提升12个村
        idle = told and tokens[i].text in self._intransitive
        return bool(idle) and tokens[i + 1].tag in ("N", "NAME", "V", "MEASURE")

    def _compared(self, tokens: list[Token], clause: Clause, i: int, q: int, told: int) -> str | None:
        """The direction of a comparison: 比去年多3天, 比海运快25天, 人均少跑2.4趟."""
        token, item = tokens[i], tokens[q].item
        if token.text.startswith(self._no) or (i and tokens[i - 1].text in self._no):
            return None  # 不得低于市价的70%
        if token.tag in ("ABOVE", "BELOW") and told:
            if tokens[q - 1].tag == "DE" and isinstance(item, Quantity) and item.base_unit not in self._differences:
                return None  # 高于去年同期的58%: what it is compared with
            return "up" if token.tag == "ABOVE" else "down"
        if told > 1:
            return None
        against = any(t.tag in ("THAN", "CMP") for t in tokens[clause.start : i])
        in_time = isinstance(item, Quantity) and item.base_unit in self._times
        if against and in_time and (token.text in self._quick or token.text in self._slow):
            return "down" if token.text in self._quick else "up"
        if token.tag in ("MORE", "LESS") and (against or (not told and i and tokens[i - 1].tag == "MEASURE")):
            return "up" if token.tag == "MORE" else "down"
        if token.tag == "V" and len(token.text) == 2 and not told and token.text[0] in self._by_so_much:
            fewer = token.text[0] == self._by_so_much[-1]
            return "down" if fewer else "up" if against else None
        return None

    def _pushed(self, tokens: list[Token], i: int, q: int) -> str | None:
        """拉动GDP0.5个百分点, 向下拉动…, 拖累…: by how many points one thing moves another."""
        item = tokens[q].item
        if not isinstance(item, Quantity) or item.base_unit != POINTS:
            return None
        return "down" if i and tokens[i - 1].text in self._downward else self._pushes[tokens[i].text]

    def _beyond_limit(self, text: str, tokens: list[Token], q: int) -> str | None:
        """超出标准值（≤0.5mg/kg）2倍: by how much, behind the limit in brackets."""
        if not q or tokens[q - 1].tag != "CLOSE":
            return None
        opened = next((i for i in range(q - 2, max(0, q - FARTHEST), -1) if tokens[i].tag == "OPEN"), 0)
        over = next(
            (i for i in range(opened - 1, max(-1, opened - FARTHEST), -1) if tokens[i].text in self._over), None
        )
        if over is None:
            return None
        return "up" if text[tokens[over].end : tokens[opened].start].endswith(self._yardsticks) else None

    def _is_yardstick(self, text: str, over: Token, quantity: Token) -> bool:
        return text[over.end : quantity.start].endswith(self._yardsticks)

    def _noun_direction(self, quantity: Token, noun: str) -> str | None:
        """增速 and the like make a change of what is measured in parts or multiples."""
        item = quantity.item
        if not isinstance(item, Quantity) or item.type == CLASSIFIER or item.base_unit in self._times:
            return None
        return "up" if noun in self._up_nouns else "down"

    @staticmethod
    def _clause_end(tokens: list[Token], clause: Clause) -> int:
        return tokens[clause.end - 1].end

    def _coupled(self, text: str, tokens: list[Token], clause: Clause, q: int) -> str | None:
        """同比增长5%、3%和2%: a quantity after 、 or 和 shares the verb of the first one."""
        first, start = first_of(tokens, clause, q)
        if first == q or self._counts_another(tokens, first, q):
            return None
        return self._change(text, tokens, clause, start, first)

    @staticmethod
    def _counts_another(tokens: list[Token], first: int, q: int) -> bool:
        """减贫700人、8个村出列: what is counted next, by a word of its own, changes by itself."""
        one, other = tokens[first].item, tokens[q].item
        assert isinstance(one, Quantity) and isinstance(other, Quantity)
        counted = q + 1 < len(tokens) and tokens[q + 1].tag in NOUNS
        return other.type == CLASSIFIER and one.base_unit != other.base_unit and counted

    def _is_ratio(self, tokens: list[Token], start: int, q: int, quantity: Quantity) -> bool:
        if quantity.base_unit in ("倍", "比"):
            return True
        if quantity.base_unit != "%" or q - 1 < start or tokens[q - 1].tag != "DE":
            return False
        return any(
            token.text in self._ratio_words or (token.tag in ("ABOVE", "BELOW") and tokens[i - 1].text in self._no)
            for i, token in enumerate(tokens[start : q - 1], start)
        )
