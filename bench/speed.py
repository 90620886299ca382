"""The speed of zhclaims beside other programs, as ratios measured in one run on the same documents.

    python bench/speed.py [FOLDER] [--documents 1500] [--peers bench/.venv/bin/python] [--only NAME ...]

FOLDER holds .txt files; without it the seeds are read over and over. What is compared takes turns, so that whatever
else the machine does slows both. See docs/scaling.md for what the figures mean.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from extract import subject

# Documents that are read before any is measured.
WARM = 50
SEEDS = Path(__file__).parent.parent / "seeds"
HERE = Path(__file__).parent
# The installed command, and not what stands in the folder it is called from.
PROGRAM = [str(Path(sys.executable).with_name("zhclaims"))]


@dataclass(frozen=True)
class Result:
    """One line of the table. ``goal`` is met if the ratio is at least it, or at most it if ``most``."""

    name: str
    ours: str
    theirs: str
    ratio: float
    goal: float
    most: bool = False

    @property
    def met(self) -> bool:
        return self.ratio <= self.goal if self.most else self.ratio >= self.goal


def is_compiled() -> bool:
    """Whether what is measured is the wheel of ``make wheel``."""
    return not str(subject.__file__).endswith(".py")


def every(paths: Sequence[Path], count: int) -> list[Path]:
    """So many of the paths, evenly spread."""
    return [paths[i * len(paths) // count] for i in range(min(count, len(paths)))]


def throughput(paths: Sequence[Path]) -> Iterator[Result]:
    """Reading, full extraction and rows, one process, beside ``jieba.cut``; five documents in turn."""
    import jieba

    from extract.batch import outcome
    from extract.pipeline import Extractor

    jieba.setLogLevel(60)
    jieba.initialize()
    extractor = Extractor()
    for path in paths[:WARM]:
        outcome(path, extractor)
    gc.collect()
    gc.freeze()
    ours = theirs = 0.0
    size = 0
    for i in range(0, len(paths), 5):
        started = time.perf_counter()
        for path in paths[i : i + 5]:
            outcome(path, extractor)
        ended = time.perf_counter()
        texts = [path.read_text(encoding="utf-8") for path in paths[i : i + 5]]
        for text in texts:
            for _ in jieba.cut(text):
                pass
        ours, theirs = ours + ended - started, theirs + time.perf_counter() - ended
        size += sum(map(len, texts))
    yield Result("jieba.cut", f"{size / ours:,.0f} chars/s", f"{size / theirs:,.0f} chars/s", theirs / ours, 1.0)


# The peers, what is to be reached beside each, and how many times as many documents it reads, for it reads faster.
PEERS = (("recognizers", 20.0, 1), ("jionlp", 1.0, 10))


def peers(paths: Sequence[Path], sample: int, python: Path) -> Iterator[Result]:
    """Beside Recognizers-Text and JioNLP, on some of the documents, in their own environment.

    Args:
        paths: what may be read; ``sample`` of them, or so many times as many, are.
        python: the Python of the peers' environment.
    """
    from extract.batch import outcome
    from extract.pipeline import Extractor

    before = every(paths[1::2], WARM)  # read first, so that nothing is measured while it compiles its patterns
    extractor = Extractor()

    def seconds(several: Sequence[Path]) -> float:
        started = time.perf_counter()
        for path in several:
            outcome(path, extractor)
        return time.perf_counter() - started

    seconds(before)
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "list")
        for name, goal, many in PEERS:
            mine = every(paths[::2], sample * many)
            size = sum(len(path.read_text(encoding="utf-8")) for path in mine)
            listed.write_text("\n".join(str(path.absolute()) for path in (*before, *mine)), encoding="utf-8")
            times = [seconds(mine)]
            call = [str(python), str(HERE / "peer.py"), name, str(listed), str(len(before))]
            run = subprocess.run(call, capture_output=True, text=True, check=True)
            times.append(seconds(mine))  # before and after, for the machine may be busier at one time than at another
            ours, theirs = statistics.mean(times), float(run.stdout.splitlines()[-1].split()[0])
            yield Result(name, f"{size / ours:,.0f} chars/s", f"{size / theirs:,.0f} chars/s", theirs / ours, goal)


def command(paths: Sequence[Path], jobs: int, folder: Path) -> tuple[float, float, int]:
    """A run of the command: seconds, those from the first file on, and the most bytes any of its processes held."""
    place = folder / "documents"
    place.mkdir(exist_ok=True)
    for old in place.iterdir():
        old.unlink()
    for n, path in enumerate(paths):
        (place / f"{n:06}.txt").symlink_to(path.absolute())
    for old in folder.glob("l.sqlite*"):
        old.unlink()
    arguments = ["run", str(place), "-o", str(folder / "l.sqlite"), "--jobs", str(jobs), "--log-json"]
    started = time.perf_counter()
    run = subprocess.Popen([*PROGRAM, *arguments], stderr=subprocess.PIPE, text=True)
    assert run.stderr is not None
    first = looked = 0.0
    peak = 0
    for line in run.stderr:
        now = time.perf_counter()
        if json.loads(line)["event"] == "file":
            first = first or now
            if now - looked > 0.5:
                looked = now
                peak = max(peak, _largest(run.pid))
    run.wait()
    ended = time.perf_counter()
    return ended - started, ended - first, peak


def _largest(pid: int) -> int:
    try:
        parent = psutil.Process(pid)
        return max(process.memory_info().rss for process in (parent, *parent.children(recursive=True)))
    except psutil.Error:
        return 0


BUSY = "t = 0\nfor n in range(12_000_000): t += n % 7"


def machine() -> float:
    """How much more two processes do than one on this machine just now: 2 if nothing else runs."""

    def seconds(count: int) -> float:
        started = time.perf_counter()
        several = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(count)]
        for process in several:
            process.wait()
        return time.perf_counter() - started

    return 2 * seconds(1) / seconds(2)


def jobs(paths: Sequence[Path]) -> Iterator[Result]:
    """Two processes beside one, twice in turn; from the first file on, and all in all; and what two of anything give."""
    runs, gains = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):
            gains.append(machine())
            runs.append((command(paths, 1, Path(folder)), command(paths, 2, Path(folder))))
    gains.append(machine())
    gain = statistics.mean(gains)
    yield Result("two busy loops / 1", "", "", gain, 1.8)
    for name, part in (("--jobs 2 / 1, once started", 1), ("--jobs 2 / 1, whole run", 0)):
        one, two = (statistics.mean(run[which][part] for run in runs) for which in (0, 1))
        yield Result(name, f"{two:.1f} s", f"{one:.1f} s", one / two, 1.8)
        if part:
            yield Result("… of what two busy loops gain", "", "", one / two / gain, 0.9)


def start_up(path: Path) -> Iterator[Result]:
    """``zhclaims run`` on one short file beside the start of jieba, five times in turn."""
    jieba = [sys.executable, "-c", "import jieba; jieba.setLogLevel(60); jieba.initialize()"]
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for n in range(5):
            arguments = ["run", str(path), "-o", f"{folder}/{n}.sqlite", "--quiet"]
            for program, times in (([*PROGRAM, *arguments], ours), (jieba, theirs)):
                started = time.perf_counter()
                subprocess.run(program, check=True)
                times.append(time.perf_counter() - started)
    mine, other = statistics.median(ours), statistics.median(theirs)
    yield Result("start-up / jieba's", f"{mine:.2f} s", f"{other:.2f} s", mine / other, 2.0, most=True)


def memory(paths: Sequence[Path]) -> Iterator[Result]:
    """The largest process of a run over many documents beside one over a tenth of them."""
    with tempfile.TemporaryDirectory() as folder:
        few = command(every(paths, max(1, len(paths) // 10)), 2, Path(folder))[2]
        many = command(paths, 2, Path(folder))[2]
    yield Result(
        f"memory, {len(paths)} / a tenth", f"{many / 1e6:.0f} MB", f"{few / 1e6:.0f} MB", many / few, 1.2, True
    )
    yield Result("memory a process, MB", f"{many / 1e6:.0f} MB", "", many / 1e6, 400, True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--documents", type=int, default=1500)
    parser.add_argument("--sample", type=int, default=60, help="documents for the slowest peer")
    parser.add_argument("--peers", type=Path, default=HERE / ".venv/bin/python", help="the Python of their environment")
    parser.add_argument("--only", nargs="*", choices=["throughput", "peers", "jobs", "start_up", "memory"])
    given = parser.parse_args()
    known = sorted(given.folder.glob("*.txt")) if given.folder and given.folder.is_dir() else []
    seeds = sorted(SEEDS.glob("*.txt"))
    paths = every(known, given.documents) if known else (seeds * (given.documents // len(seeds) + 1))[: given.documents]
    parts: dict[str, Callable[[], Iterator[Result]]] = {
        "throughput": lambda: throughput(paths),
        "peers": lambda: peers(paths, given.sample, given.peers),
        "jobs": lambda: jobs(paths),
        "start_up": lambda: start_up(seeds[1]),
        "memory": lambda: memory(known or paths),
    }
    title = f"{len(paths)} documents, zhclaims {'compiled' if is_compiled() else 'in Python'}"
    grid = Table("beside", "zhclaims", "other", "ratio", "goal", "met", title=title)
    for name, measure in parts.items():
        if given.only and name not in given.only:
            continue
        if name == "peers" and not given.peers.exists():
            print(f"no peers: {given.peers} is not there (see bench/requirements.txt)", file=sys.stderr)
            continue
        for result in measure():
            sign = "≤" if result.most else "≥"
            met = "yes" if result.met else "no"
            grid.add_row(result.name, result.ours, result.theirs, f"{result.ratio:.2f}", f"{sign} {result.goal:g}", met)
    Console().print(grid)


if __name__ == "__main__":
    main()
