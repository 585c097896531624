"""The tables that drafts are held against: those of the first reports, and made ones of other numbers."""

from pathlib import Path

import pytest

from etl.build import build
from etl.checking.book import Book
from etl.paths import CURATED
from etl.tables import open_tables

REPORTS = Path(__file__).with_name("reports")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("checked-against")
    build([REPORTS], out, None, lambda done, total: None)
    return out


@pytest.fixture(scope="session")
def books(made: Path) -> dict[str, Book]:
    return {"seeds": Book(open_tables(CURATED)), "made": Book(open_tables(made))}
