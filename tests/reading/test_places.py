"""The tree of places and the names that a text uses for them."""

from etl.reading.fold import fold
from etl.reading.places import find_places, lineage, load_places, place_of


def named(text: str) -> list[tuple[str, tuple[str, ...]]]:
    folded = fold(text)
    return [(folded[m.start : m.end], m.places) for m in find_places(folded) if m.places]


def test_the_tree_holds_all_provinces_and_prefectures_with_their_codes():
    places = load_places()
    codes = [place.code for place in places.values() if place.code and place.code.isdecimal()]
    provinces = [code for code in codes if code.endswith("0000")]
    prefectures = [code for code in codes if code.endswith("00") and not code.endswith("0000")]
    assert len(provinces) == 34
    assert len(prefectures) >= 333
    assert len(codes) == len(set(codes))


def test_every_parent_exists_and_comes_first():
    seen = set()
    for name, place in load_places().items():
        assert place.parent is None or place.parent in seen, name
        seen.add(name)


def test_every_place_has_both_names_and_no_two_share_one_in_a_city():
    places = load_places().values()
    assert all(place.name_zh and place.name_en for place in places)
    pairs = [(place.parent, place.name_zh) for place in places]
    assert len(pairs) == len(set(pairs))


def test_the_two_suzhou_are_told_apart():
    assert named("苏州与宿州") == [("苏州", ("suzhou",)), ("宿州", ("suzhou-anhui",))]


def test_a_chain_of_names_is_one_mention_of_the_smallest():
    assert named("廣東省廣州市番禺區") == [("广东省广州市番禺区", ("guangzhou-panyu",))]
    assert lineage("guangzhou-gdd") == (
        "guangzhou-gdd",
        "guangzhou-huangpu",
        "guangzhou",
        "guangdong",
        "china",
    )


def test_a_zone_without_its_city_is_the_one_zone_named_before():
    assert named("广州开发区先行,开发区承保379单")[1] == ("开发区", ("guangzhou-gdd",))
    assert named("广州开发区先行,各开发区跟进") == [("广州开发区", ("guangzhou-gdd",))]
    assert named("开发区承保379单") == []


def test_words_that_hold_a_name_by_chance_name_no_place():
    assert named("确保定期检查，举办重大庆典，第三明确责任") == []


def test_a_title_names_its_place_or_none():
    assert place_of("佛山市市场监督管理局关于提案的答复") == "foshan"
    assert place_of("广东省珠海市知识产权局") == "zhuhai"
    assert place_of("广州、深圳比一比") is None
    assert place_of("关于提案的答复") is None
