"""A chart's files: picture, rows (CSV, XLSX, JSON), metadata, and all of them in one ZIP.

What a file shows is what the page shows under the same query. Rows carry the sentence and the report, so that
a number keeps its source wherever it is pasted.
"""

import io
import json
import zipfile
from dataclasses import dataclass

import pandas as pd
import xlsxwriter

from dashboard import charts as drawn
from dashboard import provenance
from dashboard.charts import Chart, Query, titles
from dashboard.data import Data
from dashboard.pages import charted
from dashboard.pages.records import records
from dashboard.points import Point
from dashboard.view import TEXTS
from etl.export import harmless
from etl.texts import Lang

TYPES = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "metadata.json": "application/json",
    "zip": "application/zip",
}
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Made:
    """A file: its bytes, its type and its name."""

    body: bytes
    mimetype: str
    filename: str


@dataclass(frozen=True)
class Asked:
    """Which chart of which tables, in which language, size, theme and under which query.

    `title` is a person's own, None for the claim; `dpi` the resolution to print at, None for the size's.
    """

    data: Data
    chart: Chart
    lang: Lang
    size: str
    theme: str
    query: Query
    title: str | None = None
    dpi: int | None = None

    @property
    def points(self) -> list[Point]:
        """The points that it shows."""
        found = drawn.view(self.chart, self.data, self.query)
        return found.points if found else []


def make(data: Data, name: str, kind: str, asked: dict[str, str]) -> Made:
    """Return one file of a chart; `asked` holds checked parameters.

    Raises etl.errors.ZhibiaoError when a picture cannot be drawn (no browser, no Chinese font).
    """
    lang, size = asked.get("lang", "zh"), asked.get("size", "slide")
    chosen = Asked(
        data,
        drawn.chart(data, name),
        lang,
        size,
        asked.get("theme", "light"),
        charted.query_from(asked),
        asked.get("title"),
        int(asked["dpi"]) if "dpi" in asked else None,
    )
    stem = f"{name}.{size}.{lang}" if kind in ("png", "svg") else f"{name}.{lang}"
    return Made(MAKERS[kind](chosen), TYPES[kind], f"{stem}.{kind}")


def frame(asked: Asked) -> pd.DataFrame:
    """Return the rows behind a chart, a row a point, with names in the language asked for."""
    return pd.DataFrame([_row(asked, point) for point in asked.points], columns=COLUMNS)


COLUMNS = [
    "metric", "name", "place", "place_name", "period_start", "period_end", "time", "value", "low", "high",
    "bound", "unit", "as_written", "transform", "measure", "method", "formula", "sentence", "report",
    "report_title", "publisher", "report_sha256", "observation",
]  # fmt: skip


def _row(asked: Asked, point: Point) -> list:
    report = records(asked.data).reports.get(point.report or "", {})
    return [
        point.metric,
        asked.data.name("metrics", point.metric, asked.lang),
        point.place,
        asked.data.name("places", point.place, asked.lang),
        point.start and point.start.isoformat(),
        point.end and point.end.isoformat(),
        point.when(asked.lang),
        point.value,
        point.low,
        point.high,
        point.bound,
        point.unit,
        point.surface or point.text(asked.lang),
        point.transform,
        point.measure,
        point.method,
        point.formula,
        point.sentence,
        point.report,
        report.get("title"),
        report.get("publisher"),
        report.get("sha256"),
        point.observation,
    ]


def _csv(asked: Asked) -> bytes:
    return csv_of(frame(asked))


def csv_of(rows: pd.DataFrame) -> bytes:
    """Return rows as CSV that WPS and Excel open well: UTF-8 with a byte order mark, no running formulas."""
    return rows.map(harmless).to_csv(index=False).encode("utf-8-sig")


def _json(asked: Asked) -> bytes:
    return json_of(frame(asked))


def json_of(rows: pd.DataFrame) -> bytes:
    """Return rows as a JSON list of objects, dates in ISO format, null for what is empty."""
    plain = rows.apply(lambda cells: dated(cells) if pd.api.types.is_datetime64_any_dtype(cells) else cells)
    return plain.to_json(orient="records", force_ascii=False).encode()


def dated(cells: pd.Series) -> pd.Series:
    """Return days as 2025-08-20, null where there is none; the tables know no hours."""
    return cells.dt.strftime("%Y-%m-%d").astype(object).where(cells.notna(), None)


def _xlsx(asked: Asked) -> bytes:
    """Return a workbook: the rows on one sheet, chart, address and sources on another."""
    body = io.BytesIO()
    book = xlsxwriter.Workbook(
        body, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(TEXTS.say("sheet_data", asked.lang))
    sheet.write_row(0, 0, COLUMNS, bold)
    for at, row in enumerate(frame(asked).itertuples(index=False), 1):
        sheet.write_row(at, 0, [None if pd.isna(cell) else cell for cell in row])
    sheet.freeze_panes(1, 0)
    sheet.autofit(240)
    notes = book.add_worksheet(TEXTS.say("sheet_notes", asked.lang))
    for at, (name, value) in enumerate(_notes(asked).items()):
        notes.write(at, 0, name, bold)
        notes.write(at, 1, value)
    notes.autofit(480)
    book.close()
    return body.getvalue()


def _notes(asked: Asked) -> dict[str, str]:
    found = drawn.view(asked.chart, asked.data, asked.query)
    sources = asked.data.sources(asked.points)
    return {
        "chart": asked.chart.id,
        "title": asked.title or (titles.title(found, asked.data, asked.lang) if found else ""),
        "question": asked.chart.question[asked.lang],
        "version": asked.data.version,
        "sources": "; ".join(s.title or s.opening[:40] for s in sources),
    }


def _metadata(asked: Asked) -> bytes:
    """Return what the picture shows and rests on: chart, query, version, points and their reports."""
    points = [
        {"observation": p.observation, "value": p.value, "unit": p.unit, "report": p.report}
        for p in asked.points
    ]
    said = {
        **_notes(asked),
        "query": provenance.query_of(asked.query),
        "metrics": asked.chart.metrics,
        "points": points,
    }
    return json.dumps(said, ensure_ascii=False, indent=2).encode()


def _picture(kind: str) -> object:
    def draw(asked: Asked) -> bytes:
        from dashboard import export, pictures  # the browser's driver is loaded with the first picture

        wish = pictures.Wish(
            asked.chart, asked.size, asked.lang, asked.theme, kind, asked.query, asked.title, asked.dpi
        )
        return pictures.picture(asked.data, wish, export.renderer())

    return draw


def _zip(asked: Asked) -> bytes:
    """Return every other file of the chart in one archive, the same bytes for the same tables."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind in (kind for kind in MAKERS if kind != "zip"):
            name = f"{asked.chart.id}.{asked.lang}.{kind}"
            archive.writestr(zipfile.ZipInfo(name, EPOCH), MAKERS[kind](asked), zipfile.ZIP_DEFLATED)
    return body.getvalue()


MAKERS = {
    "png": _picture("png"),
    "svg": _picture("svg"),
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
    "metadata.json": _metadata,
    "zip": _zip,
}
