"""What the README shows of the project's output, from a run: the blocks between <!-- NAME --> and <!-- /NAME -->.

python bench/readme.py            print the blocks
python bench/readme.py --write    put them into README.md
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from extract.cli_gold import by_part, tallied
from extract.gold import load
from extract.score import LEVELS
from extract.tally import Tally

ROOT = Path(__file__).parent.parent
EXAMPLE = (
    "截至2024年6月底，全市新能源汽车保有量达12.6万辆，较上年末增长约三成，占汽车总量的9.3%。预计到2026年将超过20万辆。"
)
TITLES = {"articles": "five articles", "challenge": "challenge set"}
MEANING = {
    "found": "the mention is found",
    "exact": "… from its first character to its last",
    "quantity": "amount and unit are right",
    "year": "… and the year with them",
    "subject": "… and the subject with them",
    "claim": "amount, unit, year and subject are right",
}


def blocks() -> Iterator[tuple[str, str]]:
    """The names and contents of all blocks."""
    yield "show", fenced(f"$ zhclaims show - <<< '{EXAMPLE}'", *shown().splitlines()[2:])
    with tempfile.TemporaryDirectory() as folder:
        table = zhclaims(folder, "run", "seeds", "-o", "claims.csv").splitlines()
        first = table.index("")
        yield "run", fenced(*table[: first + 1], table[-1])
        lines = []
        for _ in range(2):
            lines += ["$ zhclaims run seeds", zhclaims(folder, "run", "seeds").splitlines()[-1]]
        yield "ledger", fenced(*lines)
    documents = load(ROOT / "gold", ROOT / "seeds")
    yield "scores", "\n".join(scores(by_part(documents, tallied(documents))))


def shown() -> str:
    """The claims of the example as a terminal shows them."""
    return zhclaims(ROOT, "show", "-", text=EXAMPLE)


def zhclaims(folder: str | Path, *arguments: str, text: str = "") -> str:
    """What a command prints in a terminal of 80 columns. ``seeds`` are those of the project, wherever it runs."""
    seeds = Path(folder, "seeds")
    if not seeds.exists():
        seeds.symlink_to(ROOT / "seeds")
    command = [sys.executable, "-m", "extract", *arguments]
    environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=folder, env=environment, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines())


def fenced(*lines: str) -> str:
    return "\n".join(("```", *lines, "```"))


def scores(parts: Mapping[str, Tally]) -> Iterator[str]:
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


def put(text: str, name: str, content: str) -> str:
    """The text with a block's content.

    Raises:
        ValueError: the text has no such block.
    """
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.S)
    if len(pattern.findall(text)) != 1:
        raise ValueError(f"no block {name!r}, or several")
    return pattern.sub(lambda found: f"{found[1]}{content}\n{found[2]}", text)


def main() -> None:
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    for name, content in blocks():
        if "--write" in sys.argv:
            text = put(text, name, content)
        else:
            print(f"{name}\n{content}\n")
    readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
