"""What a picture carries of its origin: chart, query, address, data version, each point with its source.

Written into PNG files as iTXt chunks and into SVG files as metadata, with a fingerprint of the picture and a
seal over the record, so that `dashboard.verify` can tell an altered picture. It is no signature: whoever
wants to forge one can; whoever crops or repaints one is found out.
"""

import dataclasses
import hashlib
import io
import re
import struct
import zlib
from dataclasses import dataclass
from html import escape, unescape

import msgspec
from PIL import Image

from dashboard import addresses
from dashboard.charts import Chart, Query, titles, view
from dashboard.data import Data
from dashboard.points import Point
from etl.texts import Lang

KEYWORD = "zhibiao"
FORM = 1
"""Version of the record's form."""
PNG = b"\x89PNG\r\n\x1a\n"
_METADATA = re.compile(r'<metadata id="zhibiao">(.*?)</metadata>', re.S)
_OPENING = re.compile(r"<svg\b[^>]*>")
_TITLED = re.compile(r'(<title id="zhibiao-title">.*?</title>)(<desc id="zhibiao-desc">.*?</desc>)', re.S)
LARGEST_TEXT = 4_000_000
"""Most characters of a record that a file is believed to carry."""


LEFT_OUT = ("measure_basis", "surface", "preferred", "known_since", "yearly", "correction")
"""What a record leaves out of a point: only the tables know it, and it may change without the value."""
KEPT = tuple(field for field in dataclasses.fields(Point) if field.name not in LEFT_OUT)
ADDED = {"status": "A"}
"""What earlier records do not have, with what it is there."""
Said = msgspec.defstruct(
    "Said",
    [
        *((field.name, field.type, ADDED.get(field.name, msgspec.NODEFAULT)) for field in KEPT),
        ("figures", tuple[str, ...]),
    ],
    kw_only=True,
    frozen=True,
    forbid_unknown_fields=True,
)
Said.__doc__ = (
    """One point of a record: what a Point has of what was measured, where, when, how much; its figures."""
)


class Record(msgspec.Struct, frozen=True):
    """What a picture says of itself; `picture` is its fingerprint, `seal` the hash of all the rest."""

    form: int
    chart: str
    lang: Lang
    title: str
    query: dict[str, str]
    address: str
    version: str
    metrics: tuple[str, ...]
    points: tuple[Said, ...]
    picture: str = ""
    seal: str = ""


@dataclass(frozen=True)
class Carried:
    """What a file carries: its record, and whether record and picture are as they were made."""

    record: Record
    sealed: bool
    """Whether the record is unchanged."""
    whole: bool
    """Whether the picture is unchanged."""


def record(
    chart: Chart,
    data: Data,
    lang: Lang,
    query: Query = Query(),  # noqa: B008
    title: str | None = None,
) -> Record:
    """Return the record of a chart under a query: everything that its picture shows, with the sources."""
    shown = view(chart, data, query)
    points = shown.points if shown else []
    return Record(
        form=FORM,
        chart=chart.id,
        lang=lang,
        title=title or (titles.title(shown, data, lang) if shown else ""),
        query=query_of(query),
        address=addresses.link(f"/chart/{chart.id}", {**query_of(query), "lang": lang}),
        version=data.version,
        metrics=tuple(chart.metrics),
        points=tuple(_said(point, data) for point in points),
    )


def query_of(query: Query) -> dict[str, str]:
    """Return a query as the parameters of its address."""
    said = {
        "place": ",".join(query.places),
        "from": query.since.isoformat() if query.since else "",
        "to": query.until.isoformat() if query.until else "",
        "values": "stated" if query.stated_only else "",
        "times": "yearly" if query.yearly else "",
        "known": query.known_on.isoformat() if query.known_on else "",
        "events": "on" if query.events else "",
        "findings": "on" if query.findings else "",
        "develop": query.develop,
        "scale": "" if query.scale == "auto" else query.scale,
    }
    return {name: value for name, value in said.items() if value}


def write_png(content: bytes, made: Record, alt: str = "", dpi: int | None = None) -> bytes:
    """Return a PNG that carries `made`, its title and `alt` as text, and the resolution `dpi`."""
    sealed = _sealed(made, fingerprint_png(content))
    chunks = [
        _itxt("Title", made.title),
        _itxt("Description", alt),
        _itxt("Software", "Zhibiao"),
        _itxt(KEYWORD, _json(sealed), compressed=True),
    ]
    if dpi:
        per_metre = round(dpi / 0.0254)
        chunks.insert(0, _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)))
    head = len(PNG) + 25  # the header chunk has 13 bytes of data
    return content[:head] + b"".join(chunks) + content[head:]


def write_svg(content: bytes, made: Record, alt: str = "") -> bytes:
    """Return an SVG that carries `made` as metadata, with title and description for screen readers."""
    text = content.decode()
    opening = _OPENING.search(text)
    if opening is None:
        raise ValueError("an SVG begins with its <svg> element")
    sealed = _sealed(made, fingerprint_svg(content))
    said = (
        f'<title id="zhibiao-title">{escape(made.title)}</title><desc id="zhibiao-desc">{escape(alt)}</desc>'
        f'<metadata id="zhibiao">{escape(_json(sealed))}</metadata>'
    )
    return (text[: opening.end()] + said + text[opening.end() :]).encode()


def read(content: bytes) -> Carried | None:
    """Return what a PNG or SVG carries; None where it carries nothing of ours that can be read."""
    try:
        png = content.startswith(PNG)
        text = _text_of_png(content) if png else _text_of_svg(content)
        made = msgspec.json.decode(text, type=Record, strict=False)
        if made.form != FORM:
            return None
        fingerprint = fingerprint_png(content) if png else fingerprint_svg(content)
        return Carried(made, made.seal == _sealed(made, made.picture).seal, fingerprint == made.picture)
    except (ValueError, OSError, zlib.error, struct.error, Image.DecompressionBombError):
        return None


def fingerprint_png(content: bytes) -> str:
    """Return the SHA-256 of a PNG's size and pixels: the same however the file is packed."""
    with Image.open(io.BytesIO(content)) as image:
        pixels = image.convert("RGBA")
    return hashlib.sha256(f"{pixels.size}".encode() + pixels.tobytes()).hexdigest()


def fingerprint_svg(content: bytes) -> str:
    """Return the SHA-256 of an SVG without what `write_svg` added."""
    text = _TITLED.sub("", _METADATA.sub("", content.decode(), count=1), count=1)
    return hashlib.sha256(text.encode()).hexdigest()


def _said(point: Point, data: Data) -> Said:
    figures = [*data.figures_of(point.observation)]
    for one, _ in data.inputs_of(point.observation):
        figures += data.figures_of(one)
    taken = {field.name: getattr(point, field.name) for field in KEPT}
    return Said(**taken, figures=tuple(dict.fromkeys(row["figure"] for row in figures)))


def _sealed(made: Record, picture: str) -> Record:
    """Return the record with the fingerprint of its picture and the hash of it all."""
    whole = msgspec.structs.replace(made, picture=picture, seal="")
    return msgspec.structs.replace(whole, seal=hashlib.sha256(_json(whole).encode()).hexdigest())


def _json(made: Record) -> str:
    return msgspec.json.encode(made, order="sorted").decode()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _itxt(keyword: str, text: str, compressed: bool = False) -> bytes:
    raw = text.encode()
    body = zlib.compress(raw, 9) if compressed else raw
    return _chunk(b"iTXt", keyword.encode() + bytes([0, compressed, 0, 0, 0]) + body)


def _text_of_png(content: bytes) -> str:
    """Return the text of our iTXt chunk; ValueError where there is none."""
    at = len(PNG)
    while at + 8 <= len(content):
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        body = content[at + 8 : at + 8 + size]
        if kind == b"iTXt" and body.startswith(KEYWORD.encode() + b"\0"):
            packed = body[len(KEYWORD) + 1]
            raw = body[len(KEYWORD) + 1 :].split(b"\0", 4)[-1] if not packed else body[len(KEYWORD) + 5 :]
            return _unpacked(raw).decode() if packed else raw.decode()
        at += 12 + size
    raise ValueError("no text of ours")


def _unpacked(raw: bytes) -> bytes:
    """Return inflated bytes, never more than a record may have."""
    return zlib.decompressobj().decompress(raw, LARGEST_TEXT)


def _text_of_svg(content: bytes) -> str:
    found = _METADATA.search(content.decode())
    if found is None:
        raise ValueError("no metadata of ours")
    return unescape(found[1])
