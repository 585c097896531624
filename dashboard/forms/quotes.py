"""The sentence that states a value, beside or below it, with the value marked in it.

As large as it fits; a long one begins at a comma before its first figure. A worked-out value has its formula.
"""

import re
from collections.abc import Sequence

from dashboard import look, typeset
from dashboard.forms.base import Box, Drawing, Scene, block, note
from dashboard.points import Point

SIZES, MOST = (26, 23, 21, 19, 17, 15), 9
"""Sizes of a sentence, and the lines that it may take."""
LEAST = min(SIZES)


def draw(scene: Scene, drawing: Drawing, points: Sequence[Point], box: Box) -> None:
    """Write the points' sentence, or how a worked-out one came about, behind an upright.

    As many lines as fit; two at least, or nothing.
    """
    least = min(int(box.height // (LEAST * typeset.LINE)), MOST)
    words = points[0].sentence or scene.formula(points[0])
    if not words or least < 2 or box.width < 200:
        return
    sentence = " ".join(words.split())
    surfaces = [p.surface for p in points if p.surface]
    width = min(box.width - 16, 760)
    size = _quote_size(sentence, width, box.height)
    room = min(int(box.height // (size * typeset.LINE)), MOST)
    words = _window(sentence, surfaces, room * width / size * 0.92)
    kept = typeset.balance(words, width, size)
    if len(kept) > room:
        kept = typeset.fit(words, width, size, room)
    markup = "<br>".join(_marked(kept, surfaces, scene.theme))
    font = {"size": size, "color": scene.theme.quiet}
    drawing.annotations.append(
        note(box.left + 15, box.top, markup, f"tile:{points[0].observation}", font=font)
    )
    upright = Box(box.left, box.top + 2, 3, len(kept) * size * typeset.LINE - 4)
    drawing.shapes.append(block(upright, scene.theme.series[0]))


def _quote_size(sentence: str, width: float, height: float) -> float:
    """Return the largest size at which the whole sentence has room, else the smallest."""
    for size in SIZES:
        room = min(int(height // (size * typeset.LINE)), MOST)
        if len(typeset.wrap(sentence, width, size)) <= room:
            return size
    return LEAST


def _window(sentence: str, surfaces: Sequence[str], room: float) -> str:
    """Return a long sentence from a comma before its first figure on, with an ellipsis before it."""
    places = [at for at in map(sentence.find, surfaces) if at >= 0]
    if len(sentence) <= room or not places:
        return sentence
    least = max(0, min(places) - int(room) // 2)
    stops = [i for i in range(least, min(places)) if sentence[i] in "，,；;。：:"]
    return "…" + sentence[stops[0] + 1 :] if stops and least else sentence


def _marked(lines: Sequence[str], surfaces: Sequence[str], theme: look.Theme) -> list[str]:
    """Return the lines as markup, each surface in bold ink even where a line break cuts it."""
    joined = "\n".join(lines)
    inside = [False] * len(joined)
    for surface in surfaces:
        pattern = r"\s?".join(re.escape(char) for char in surface if not char.isspace())
        for found in re.finditer(pattern, joined):
            inside[found.start() : found.end()] = [True] * (found.end() - found.start())
    marked, at = [], 0
    for line in lines:
        marked.append(_bold(line, inside[at : at + len(line)], theme.ink))
        at += len(line) + 1
    return marked


def _bold(line: str, inside: Sequence[bool], ink: str) -> str:
    """Return one line with the characters that are `inside` in bold ink."""
    parts = []
    for piece in re.finditer(r"(?:1+|0+)", "".join("1" if one else "0" for one in inside)):
        text = typeset.plain(line[piece.start() : piece.end()])
        bold = piece[0][0] == "1"
        parts.append(f'<span style="color:{ink}"><b>{text}</b></span>' if bold else text)
    return "".join(parts)
