"""Addresses: right ones are taken apart, wrong ones are refused with the nearest right names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import addresses
from dashboard.addresses import BadParameter, Route


@pytest.mark.parametrize(
    ("pattern", "path", "name"),
    [
        ("/", "/", ""),
        ("/", "/x", None),
        ("/chart/<chart>", "/chart/a-b", "a-b"),
        ("/chart/<chart>", "/chart/", None),
        ("/chart/<chart>", "/chart/a/b", None),
        ("/reports", "/reports", ""),
    ],
)
def test_route_names_what_the_path_holds(pattern: str, path: str, name: str | None) -> None:
    assert Route(pattern).match(path) == name


@pytest.mark.parametrize("text", ["2025", "2025-07", "2025-07-31"])
def test_dates_may_be_years_months_or_days(text: str) -> None:
    assert addresses.day("from", text, None) == text


@pytest.mark.parametrize("text", ["", "25", "2025-7", "2025-13", "2025-02-30", "2025-07-31T00", "二〇二五"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadParameter):
        addresses.day("from", text, None)


def test_wrong_value_gets_the_nearest_right_ones() -> None:
    check = addresses.some_of(lambda _: ["hangzhou", "hangzhou-binjiang", "china"])
    with pytest.raises(BadParameter) as wrong:
        check("place", "hangzou", None)
    assert wrong.value.near[0] == "hangzhou"


def test_unknown_parameter_is_refused_by_name() -> None:
    with pytest.raises(BadParameter) as wrong:
        addresses.checked({"palce": "x"}, {"place": addresses.words}, None)
    assert wrong.value.near == ("place",)


@given(st.dictionaries(st.sampled_from(["place", "from", "q"]), st.text(min_size=1, max_size=30)))
def test_links_carry_every_value_through(query: dict[str, str]) -> None:
    from urllib.parse import parse_qs, urlsplit

    found = parse_qs(urlsplit(addresses.link("/x", query)).query, keep_blank_values=True)
    assert {k: v[0] for k, v in found.items()} == query
