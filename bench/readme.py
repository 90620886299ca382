"""The scores of the README, from a run over the gold set.

python bench/readme.py            print the block
python bench/readme.py --write    put it between <!-- scores --> and <!-- /scores --> of README.md
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from extract.cli_gold import by_part, tallied
from extract.gold import load
from extract.score import LEVELS
from extract.tally import Tally

ROOT = Path(__file__).parent.parent
TITLES = {"articles": "five articles", "challenge": "challenge set"}
MEANING = {
    "found": "the mention is found",
    "exact": "… from its first character to its last",
    "quantity": "amount and unit are right",
    "year": "… and the year",
    "subject": "… and the subject",
    "claim": "amount, unit, year and subject are right",
}


def block(parts: Mapping[str, Tally]) -> Iterator[str]:
    """The lines of a table: F1 and its interval, by level and part."""
    names = [f"{TITLES[part]}, {tally.labels} labels" for part, tally in parts.items()]
    yield f"| level | a mention counts if | {' | '.join(names)} |"
    yield f"| --- | --- |{' ---: |' * len(parts)}"
    intervals = {part: tally.intervals() for part, tally in parts.items()}
    for level in LEVELS:
        cells = []
        for part, tally in parts.items():
            low, high = intervals[part][level]
            cells.append(f"{tally.score(level).fscore:.3f} ({low:.3f}–{high:.3f})")
        name = f"**{level}**" if level == "claim" else level
        yield f"| {name} | {MEANING[level]} | {' | '.join(cells)} |"


def main() -> None:
    documents = load(ROOT / "gold", ROOT / "seeds")
    lines = "\n".join(block(by_part(documents, tallied(documents))))
    if "--write" not in sys.argv:
        print(lines)
        return
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    put, times = re.subn(
        r"(<!-- scores -->\n).*?(<!-- /scores -->)", lambda found: f"{found[1]}{lines}\n{found[2]}", text, flags=re.S
    )
    if times != 1:
        sys.exit(f"{readme}: {times} blocks of scores")
    readme.write_text(put, encoding="utf-8")


if __name__ == "__main__":
    main()
