"""How far the claims of an article depend on its wrapping: the seeds as text, web page, Word file and PDF.

    python bench/formats.py [--misses]

An agreement of 1 means that every claim of the plain text is found in the other wrapping with equal amount, unit, year
and subject, and no further one. It is the F1 between the two lists, taken in order.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from extract.claim import Claim
from extract.pipeline import Extractor
from extract.reader import read
from wrap import WRAPPINGS

SEEDS = Path(__file__).parent.parent / "seeds"


def key(claim: Claim) -> tuple[object, ...]:
    """What must be equal: amount, unit, year and subject, white space aside."""
    return claim.amount, claim.unit, claim.year, "".join((claim.subject or "").split())


def agreement(plain: Iterable[Claim], other: Iterable[Claim]) -> float:
    """F1 between two lists of claims."""
    mine, theirs = Counter(map(key, plain)), Counter(map(key, other))
    both = (mine & theirs).total() if hasattr(Counter, "total") else sum((mine & theirs).values())
    return 2 * both / max(1, sum(mine.values()) + sum(theirs.values()))


def main(misses: bool = False) -> None:
    extractor = Extractor()
    seeds = sorted(SEEDS.glob("*.txt"))
    plain = {seed: extractor(read(seed)) for seed in seeds}
    print(f"{'wrapping':<16}" + "".join(f"{seed.name[:3]:>8}" for seed in seeds) + f"{'all':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for name, (suffix, write) in WRAPPINGS.items():
            row, mine, theirs = [], [], []
            for seed in seeds:
                path = Path(folder) / f"{seed.stem} {name}{suffix}"
                write(seed.read_text("utf-8"), path)
                claims = extractor(read(path))
                row.append(agreement(plain[seed], claims))
                mine += [*plain[seed]]
                theirs += claims
                if misses:
                    _print_misses(seed.name[:3], plain[seed], claims)
            print(f"{name:<16}" + "".join(f"{value:8.3f}" for value in row) + f"{agreement(mine, theirs):8.3f}")


def _print_misses(name: str, plain: list[Claim], other: list[Claim]) -> None:
    mine, theirs = Counter(map(key, plain)), Counter(map(key, other))
    for sign, rest in (("-", mine - theirs), ("+", theirs - mine)):
        for entry in rest:
            print(f"    {name} {sign} {' | '.join(map(str, entry))}")


if __name__ == "__main__":
    main("--misses" in sys.argv)
