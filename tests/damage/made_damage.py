"""Damaged reports, made from real files by named kinds of damage; the same dice give the same bytes."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

FILES = Path(__file__).parent.parent / "readers" / "files"
SEEDS = Path(__file__).parent.parent.parent / "seeds"
SOURCES = tuple(
    sorted(path for folder in (FILES, SEEDS) for path in folder.iterdir() if path.suffix not in (".yaml", ""))
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "gb18030", "big5", "shift_jis", "cp1252")
Damage = Callable[[bytes, random.Random], bytes]


def flipped(data: bytes, dice: random.Random) -> bytes:
    """Change some bytes."""
    broken = bytearray(data)
    for _ in range(dice.choice((1, 5, 50, len(data) // 10 + 1))):
        broken[dice.randrange(len(broken))] = dice.randrange(256)
    return bytes(broken)


def cut(data: bytes, dice: random.Random) -> bytes:
    """Keep a stretch."""
    first, last = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    return data[first:last]


def repeated(data: bytes, dice: random.Random) -> bytes:
    """Say a stretch many times."""
    first = dice.randrange(len(data))
    stretch = data[first : first + dice.choice((1, 7, 200, 3000))]
    return data[:first] + stretch * dice.choice((2, 20, 300)) + data[first:]


def shuffled(data: bytes, dice: random.Random) -> bytes:
    """Put stretches into another order."""
    size = max(len(data) // dice.choice((3, 17, 90)), 1)
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    dice.shuffle(parts)
    return b"".join(parts)


def recoded(data: bytes, dice: random.Random) -> bytes:
    """Write it in another encoding, or as what another one makes of it."""
    text = data.decode(dice.choice(ENCODINGS), errors="replace")
    return text.encode(dice.choice(ENCODINGS), errors="replace")


def wrapped(data: bytes, dice: random.Random) -> bytes:
    """Put it deep into markup, brackets or archives."""
    depth = dice.choice((1, 40, 4000))
    if dice.random() < 0.3:
        for _ in range(min(depth, 4)):
            data = zipped({"a.txt": data})
        return data
    before, after = dice.choice(
        ((b"<div>", b"</div>"), (b"<table><tr><td>", b""), (b"(", b")"), (b"> ", b""))
    )
    return before * depth + data + after * depth


def sprinkled(data: bytes, dice: random.Random) -> bytes:
    """Put in what hurts: zero bytes, surrogates, marks of direction, formulas, scripts, long digits."""
    hurts = (
        b"\0",
        "\u202e\u200b\ufeff\u2028".encode(),
        b"\xed\xa0\x80",
        b"=cmd|' /C calc'!A0",
        b"<script>alert(1)</script>",
        b"9" * 5000,
        "万亿".encode() * 400,
        "零".encode() * 900,
        "截至2025年7月底，".encode() * 50,
        b"]]>",
        b"%%EOF",
    )
    parts = [data]
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(parts[-1]) + 1)
        parts[-1:] = [parts[-1][:at], dice.choice(hurts), parts[-1][at:]]
    return b"".join(parts)


DAMAGES: tuple[Damage, ...] = (flipped, cut, repeated, shuffled, recoded, wrapped, sprinkled)


def zipped(files: dict[str, bytes]) -> bytes:
    """Return an archive of the files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return out.getvalue()


def damaged(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of `count` damaged reports: each source and kind of damage in turn."""
    dice = random.Random(seed)
    for number in range(count):
        source = SOURCES[number % len(SOURCES)]
        data = source.read_bytes()
        kinds = [DAMAGES[number // len(SOURCES) % len(DAMAGES)]]
        if dice.random() < 0.3:
            kinds.append(dice.choice(DAMAGES))
        for kind in kinds:
            data = kind(data, dice) if data else data
        yield f"{number:05d}-{'-'.join(k.__name__ for k in kinds)}{source.suffix}", data
