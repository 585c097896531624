"""Words in a text: the same as looking for each of them at each place."""

import random

from etl.reading.wordlist import WordList

LETTERS = "甲乙丙丁𠮷a "


def made(dice: random.Random, longest: int) -> str:
    return "".join(dice.choices(LETTERS, k=dice.randint(1, longest)))


def test_the_longest_word_at_each_place_is_found_and_nothing_else():
    dice = random.Random(7)
    for _ in range(40):
        words, text = {made(dice, 5) for _ in range(12)}, made(dice, 60)
        listed, end = WordList(words), dice.randint(0, len(text))
        found = {at: listed.at(text, at, end) for at in listed.places(text)}
        for at in range(len(text)):
            here = [word for word in words if text.startswith(word, at) and at + len(word) <= end]
            assert found.get(at, "") == max(here, key=len, default=""), (words, text, at, end)


def test_words_within_a_word_are_found_also_where_they_overlap():
    dice = random.Random(8)
    for _ in range(40):
        words, text = {made(dice, 4) for _ in range(12)}, made(dice, 12)
        assert WordList(words).within(text) == {word for word in words if word in text}


def test_no_word_and_no_text_are_nothing():
    assert WordList(()).places("甲乙") == []
    assert WordList({"甲乙", "丙"}).places("") == []
    assert WordList({"甲乙", "丙"}).within("") == set()
