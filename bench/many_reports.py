"""A library of a thousand made-up reports: what a whole build takes, nothing new, and one report more.

`write` makes the reports (the same seed gives the same bytes): short and long, of all cities and many years,
in txt, Markdown and HTML, with contact persons. A city's year has the same numbers in every report but a few;
one report in fifty cannot be read. `python -m bench.many_reports [COUNT]` prints times and their ratios.
"""

import random
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import msgspec

from etl import datafiles, tables
from etl.build import build
from etl.reading.places import load_places

YEARS = range(2008, 2031)


class Texts(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What reports are made of."""

    offices: list[str]
    title: str
    contact: str
    signature: str
    sentences: list[str]
    plain: list[str]


@cache
def _texts() -> Texts:
    return datafiles.load(Path(__file__).with_suffix(".yaml"), Texts)


@cache
def _cities() -> list[str]:
    return [place.name_zh for place in load_places().values() if place.level == "city"]


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Write `count` reports into `folder`; one in fifty cannot be read."""
    dice = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        if number % 50 == 49:
            (folder / f"{number:05d}.pdf").write_bytes(dice.randbytes(900))
            continue
        text, suffix = _report(dice, number), dice.choice((".txt", ".txt", ".md", ".html"))
        if suffix == ".html":
            paragraphs = "".join(f"<p>{line}</p>\n" for line in text.split("\n"))
            text = f"<!doctype html><html><body>{paragraphs}</body></html>"
        (folder / f"{number:05d}{suffix}").write_text(text, encoding="utf-8")


def _report(dice: random.Random, number: int) -> str:
    words, city, year = _texts(), dice.choice(_cities()), dice.choice(YEARS)
    numbers = random.Random(f"{city}{year}" if dice.random() > 0.02 else number)
    values = {
        name: numbers.randrange(20, 10**size) for name, size in zip("abcde", (3, 3, 5, 6, 5), strict=True)
    }
    stated = dice.sample(words.sentences, dice.choice((2, 4, 6)))
    body = stated + dice.choices(words.plain, k=dice.choice((4, 12, 120)))
    dice.shuffle(body)
    office = city + dice.choice(words.offices)
    end = {"next": year + 1, "month": dice.randrange(1, 13), "day": dice.randrange(1, 28), "office": office}
    return "\n".join(
        [
            words.title.format(office=office, number=number),
            *(sentence.format(year=year, **values) for sentence in body),
            words.contact.format(phone=dice.randrange(1000, 9999)),
            words.signature.format(**end),
            "",
        ]
    )


def main(count: int = 1000) -> None:
    """Print the times of three builds of `count` reports, and their ratios."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        reports, out, cache = folder / "reports", folder / "tables", folder / "cache"
        write(reports, count)
        whole = _seconds(reports, out, cache)
        again = _seconds(reports, out, cache)
        write(folder / "more", 1, seed=2)
        (new,) = (folder / "more").iterdir()
        new.rename(reports / f"new{new.suffix}")
        one_more = _seconds(reports, out, cache)
        rows = {name: len(frame) for name, frame in tables.open_tables(out).frames.items()}
    print(
        ", ".join(
            f"{rows[name]} {name}" for name in ("reports", "texts", "figures", "observations", "findings")
        )
    )
    for name, seconds in (("whole build", whole), ("nothing new", again), ("one report more", one_more)):
        print(f"{name:16} {seconds:7.1f} s   {seconds / whole:6.1%} of the whole build")


def _seconds(reports: Path, out: Path, cache: Path) -> float:
    start = time.perf_counter()
    build([reports], out, cache)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
