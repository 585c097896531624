"""The texts that the property tests rewrite: labelled prose, and the clean texts of the seeds."""

from compile_labels import HERE, sources

from etl import readers
from etl.model import Figure, ReportDates
from etl.paths import ROOT
from etl.reading.figures import read_figures

DATES = ReportDates(written="2025-12-31")


def labelled_texts() -> dict[str, str]:
    """Return document → text of the labelled documents that are prose."""
    return {
        s.doc: s.parsed.text for s in sources(HERE) if s.head["format"] not in ("csv", "csv-gb18030", "xlsx")
    }


def seed_texts() -> dict[str, str]:
    """Return seed → clean text."""
    paths = sorted(path for path in (ROOT / "seeds").iterdir() if path.suffix != ".yaml")
    return {path.stem[:3]: readers.read(path.read_bytes(), path.name).text for path in paths}


def statistics(text: str) -> list[Figure]:
    """Return the statistics of a text, in text order."""
    return [figure for figure in read_figures(text, DATES).of_clean() if figure.statistic]


def values(text: str) -> list[tuple]:
    """Return value, bound and unit of the statistics of a text, in text order."""
    return [(figure.value, figure.bound, figure.unit) for figure in statistics(text)]
