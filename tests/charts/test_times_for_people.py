"""Dates and spans in the shortest words that name them exactly."""

from datetime import date

import pytest

from etl import times


@pytest.mark.parametrize(("start", "end", "zh", "en"), [
    ((2023, 1, 1), (2023, 12, 31), "2023年", "2023"),
    ((2025, 1, 1), (2025, 6, 30), "2025年上半年", "first half of 2025"),
    ((2025, 7, 1), (2025, 12, 31), "2025年下半年", "second half of 2025"),
    ((2025, 1, 1), (2025, 9, 30), "2025年1—9月", "January–September 2025"),
    ((2021, 1, 1), (2021, 1, 31), "2021年1月", "January 2021"),
    ((2016, 1, 1), (2020, 12, 31), "2016—2020年", "2016–2020"),
    ((2023, 11, 1), (2024, 2, 29), "2023年11月至2024年2月", "November 2023 to February 2024"),
    ((2023, 1, 1), (2025, 8, 15), "2023年1月1日至2025年8月15日", "1 January 2023 to 15 August 2025"),
])  # fmt: skip
def test_spans(start: tuple, end: tuple, zh: str, en: str) -> None:
    assert times.span(date(*start), date(*end), "zh") == zh
    assert times.span(date(*start), date(*end), "en") == en


def test_days() -> None:
    assert times.as_of(date(2025, 7, 31), "zh") == "2025年7月底"
    assert times.as_of(date(2024, 2, 29), "en") == "end of February 2024"
    assert times.as_of(date(2021, 12, 31), "zh") == "2021年底"
    assert times.as_of(date(2022, 3, 4), "en") == "4 March 2022"
    assert times.on(date(2021, 12, 31), "zh") == "2021年12月31日"


def test_open_and_inferred() -> None:
    assert times.since(date(2017, 1, 1), "zh") == "2017年以来"
    assert times.since(date(2023, 5, 1), "en") == "since May 2023"
    assert times.within(date(2024, 1, 1), date(2024, 12, 31), "zh") == "2024年内"
    assert times.within(date(2023, 9, 1), date(2024, 12, 31), "zh") == "2023年9月至2024年12月间"
    assert times.unknown("en") == "date not stated"
