"""The sentence that states a value, beside or below it, with the value marked in it.

As large as it fits; a long one begins at a comma before its first figure. A worked-out value has its formula,
and below it the sentences of what it was worked out from, as many as have room.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard import look, typeset
from dashboard.forms.base import Box, Drawing, Scene, block, note
from dashboard.points import Point

SIZES, LARGE, MOST = (35, 32, 29, 26, 23, 21, 19, 17, 15), 26, 9
"""Sizes of a sentence, the largest of a broad picture, and the lines that one may take."""
LEAST = min(SIZES)
STOPS, ELLIPSIS = "\uff0c,\uff1b;\u3002\uff1a:", "\u2026"
WIDEST, INDENT, APART = 760, 15, 12
"""Px of a line at most, of the upright and its room before it, and between two sentences."""


class Part(NamedTuple):
    """A sentence (or a formula) and the places of the characters in it that are marked."""

    text: str
    marked: frozenset[int] = frozenset()


class Quote(NamedTuple):
    """What stands behind a value: its sentence, or a formula and its inputs' sentences."""

    name: str
    parts: Sequence[Part]

    def first(self) -> "Quote":
        """Return its first part alone."""
        return self._replace(parts=self.parts[:1])


def quote(scene: Scene, points: Sequence[Point]) -> Quote | None:
    """Return what stands behind values that share a sentence, None where nothing does."""
    name = f"quote:{points[0].observation}"
    if points[0].sentence:
        return Quote(name, _sentences(points))
    formula = scene.formula(points[0])
    inputs = scene.inputs.get(points[0].observation, ())
    return Quote(name, [Part(formula), *_sentences(inputs)]) if formula else None


def _sentences(points: Sequence[Point]) -> list[Part]:
    """Return each sentence of the points once, with the figures of all values that it states marked."""
    marked: dict[str, set[int]] = {}
    for point in points:
        if point.sentence:
            marked.setdefault(_spaced(point.sentence), set()).update(_figure(point))
    return [Part(text, frozenset(places)) for text, places in marked.items()]


def _figure(point: Point) -> range:
    """Return where the characters of a point's figure stand in its sentence."""
    sentence, surface = point.sentence, point.surface or ""
    begins = point.begins if sentence.startswith(surface, point.begins) else sentence.find(surface)
    if begins < 0:
        return range(0)
    before = len(_spaced(sentence[:begins] + "x")) - 1
    return range(before, before + len(_spaced(surface)))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def whole(made: Quote, width: float, height: float, largest: float = LARGE) -> float | None:
    """Return the largest size at which a quote has room whole, None where it has none at any."""
    return next((one for one in SIZES if one <= largest and tall(made, width, one) <= height), None)


def tall(made: Quote, width: float, size: float) -> float:
    """Return the px of height that a whole quote takes at `size`, infinite where a sentence is too long."""
    counts = [len(typeset.wrap(part.text, _line(width), size)) for part in made.parts]
    if max(counts) > MOST:
        return float("inf")
    return sum(counts) * size * typeset.LINE + (len(counts) - 1) * APART


def room(made: Quote, width: float, height: float, largest: float = LARGE) -> tuple[Quote, float]:
    """Return as much of a quote as has room, and its size: all of it, its first part, or that cut."""
    for some in (made, made.first()):
        if size := whole(some, width, height, largest):
            return some, size
    return made.first(), LEAST


def draw(
    scene: Scene, drawing: Drawing, made: Quote | None, box: Box, largest: float = LARGE, fixed: float = 0
) -> None:
    """Write a quote behind uprights, as large as it fits (or at the size `fixed`), or nothing.

    What has no room for two lines, or is narrow, is not written unless it is that short.
    """
    if made is None or box.width < 200:
        return
    some, found = room(made, box.width, box.height, largest)
    chosen = min(fixed, found) if fixed else found
    if tall(some, box.width, chosen) > box.height and box.height < 2 * LEAST * typeset.LINE:
        return
    top = box.top
    for part in some.parts:
        top = _write(scene, drawing, part, box._replace(top=top, height=box.bottom - top), chosen, made.name)


def _write(scene: Scene, drawing: Drawing, part: Part, box: Box, size: float, name: str) -> float:
    """Write one part behind its upright and return where the next one may begin."""
    width, lines = _line(box.width), max(1, min(int((box.height + 1) // (size * typeset.LINE)), MOST))
    words, cut = part.text, 0
    if len(typeset.wrap(words, width, size)) > lines:
        words, cut = _window(part, lines * width / size * 0.92)
    kept = typeset.balance(words, width, size)
    if len(kept) > lines:
        kept = typeset.fit(words, width, size, lines)
    markup = "<br>".join(_marked(kept, part, cut, scene.theme))
    font = {"size": size, "color": scene.theme.quiet}
    drawing.annotations.append(note(box.left + INDENT, box.top, markup, name, font=font))
    height = len(kept) * size * typeset.LINE
    drawing.shapes.append(block(Box(box.left, box.top + 2, 3, height - 4), scene.theme.series[0]))
    return box.top + height + APART


def _line(width: float) -> float:
    return min(width - INDENT - 1, WIDEST)


def _window(part: Part, room: float) -> tuple[str, int]:
    """Return a long sentence from a comma before its first figure on, and how much is cut before it."""
    sentence, first = part.text, min(part.marked, default=0)
    if len(sentence) <= room or not first:
        return sentence, 0
    least = max(0, first - int(room) // 2)
    stops = [i for i in range(least, first) if sentence[i] in STOPS]
    return (ELLIPSIS + sentence[stops[0] + 1 :], stops[0] + 1) if stops and least else (sentence, 0)


def _marked(lines: Sequence[str], part: Part, cut: int, theme: look.Theme) -> Iterator[str]:
    """Give the lines as markup, with what is marked in bold ink even where a line break cuts it."""
    at = cut
    for line in lines:
        inside = []
        for char in line:
            while at < len(part.text) and part.text[at].isspace() and not char.isspace():
                at += 1
            same = at < len(part.text) and part.text[at] == char
            inside.append(same and at in part.marked)
            at += same
        yield _bold(line, inside, theme.ink)


def _bold(line: str, inside: Sequence[bool], ink: str) -> str:
    """Return one line with the characters that are `inside` in bold ink."""
    parts = []
    for piece in re.finditer(r"(?:1+|0+)", "".join("1" if one else "0" for one in inside)):
        text = typeset.plain(line[piece.start() : piece.end()])
        bold = piece[0][0] == "1"
        parts.append(f'<span style="color:{ink}"><b>{text}</b></span>' if bold else text)
    return "".join(parts)
