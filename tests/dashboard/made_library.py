"""A small library made for tests: invented reports of invented numbers, one hostile, in the real format.

Texts carry their figures in brackets, `[[215家次|policies]]`: the name of an observation, else
a fate.
"""

import datetime
import hashlib
import re
from pathlib import Path

import pandas as pd

from etl import tables
from etl.tables import contract

MARK = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")
HOSTILE = "<script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"
SPARE = {"value": 1.0, "low": None, "high": None, "bound": "exact", "unit": "count", "rule": "test:rule"}
METRICS = [
    (
        "overseas_insurance.coverage",
        "overseas_insurance",
        "海外侵权责任险累计保额",
        "Overseas IP liability coverage",
        "CNY",
    ),
    (
        "overseas_insurance.policies",
        "overseas_insurance",
        "海外侵权责任险累计承保家次",
        "Overseas IP liability policies",
        "count",
    ),
    (
        "enforcement.patent_dispute_cases",
        "enforcement",
        "专利侵权纠纷案件",
        "Patent infringement dispute cases",
        "count",
    ),
]
TOPICS = [
    ("overseas_insurance", "海外知识产权侵权责任险", "Overseas IP liability insurance"),
    ("enforcement", "行政执法", "Administrative enforcement"),
]
PLACES = [
    ("china", None, "全国", "China", "CN"),
    ("hangzhou", "china", "杭州市", "Hangzhou", "330100"),
    ("hangzhou-binjiang", "hangzhou", "滨江区", "Binjiang District", "330108"),
]
REPORTS = [
    {
        "report": "r-old",
        "title": "滨江区知识产权工作",
        "publisher": "滨江区市场监督管理局",
        "written": "2022-04-01",
        "text": "[[一是|not_statistic]]滨江区海外侵权责任险总保额达[[5230万元|coverage-old]]。"
        "全年办结专利侵权纠纷[[903宗|cases-old]]。",
    },
    {
        "report": "r-new",
        "title": "杭州市答复函",
        "publisher": "杭州市市场监督管理局",
        "written": "2024-07-10",
        "published": "2024-07-12",
        "text": "截至[[2024年6月底|not_statistic]]，滨江区累计承保[[215家次|policies]]，"
        "总保额达[[6.37亿元|coverage-new]]。\n"
        "2023年全市办结专利侵权纠纷[[1204宗|cases-new]]，另有志愿者[[88名|unmapped]]。",
    },
    {"report": "r-hostile", "title": HOSTILE, "text": f"{HOSTILE}共有[[7家|unmapped]]。"},
]
CITY, DISTRICT = "hangzhou", "hangzhou-binjiang"
OBSERVATIONS = {
    "coverage-old": (
        "overseas_insurance.coverage",
        DISTRICT,
        "cumulative",
        "as_of",
        None,
        "2022-04-01",
        52_300_000,
        "CNY",
    ),
    "coverage-new": (
        "overseas_insurance.coverage",
        DISTRICT,
        "cumulative",
        "as_of",
        None,
        "2024-06-30",
        637_000_000,
        "CNY",
    ),
    "policies": (
        "overseas_insurance.policies",
        DISTRICT,
        "cumulative",
        "as_of",
        None,
        "2024-06-30",
        215,
        "count",
    ),
    "cases-old": (
        "enforcement.patent_dispute_cases",
        CITY,
        "flow",
        "period",
        "2021-01-01",
        "2021-12-31",
        903,
        "count",
    ),
    "cases-new": (
        "enforcement.patent_dispute_cases",
        CITY,
        "flow",
        "period",
        "2023-01-01",
        "2023-12-31",
        1204,
        "count",
    ),
}
WORKED_OUT = "cases-2022"


def write(folder: Path, **changes: str) -> str:
    """Write the library's tables to `folder` and return their version; `changes` replace words."""
    frames = {name: _frame(name, rows) for name, rows in _rows(changes).items()}
    return tables.write(frames, folder)


def write_empty(folder: Path) -> str:
    """Write tables without a row."""
    return tables.write({name: _frame(name, []) for name in contract()}, folder)


def _frame(name: str, rows: list[dict]) -> pd.DataFrame:
    columns = contract()[name].columns
    return pd.DataFrame([{c: row.get(c) for c in columns} for row in rows], columns=list(columns))


def _rows(changes: dict[str, str]) -> dict[str, list[dict]]:
    rows: dict[str, list[dict]] = {name: [] for name in contract()}
    rows["metrics"] = [
        {
            "metric": m,
            "topic": t,
            "name_zh": zh,
            "name_en": en,
            "unit": unit,
            "measure": "flow",
            "definition_zh": f"{zh}的定义",
            "definition_en": f"Definition of {en}",
        }
        for m, t, zh, en, unit in METRICS
    ]
    rows["topics"] = [dict(zip(("topic", "name_zh", "name_en"), row, strict=True)) for row in TOPICS]
    keys = ("place", "parent", "name_zh", "name_en", "code")
    rows["places"] = [dict(zip(keys, row, strict=True)) for row in PLACES]
    for report in REPORTS:
        _add_report(rows, report, changes)
    _add_worked_out(rows)
    _add_finding(rows)
    return rows


def _add_report(rows: dict[str, list[dict]], report: dict, changes: dict[str, str]) -> None:
    marked = report["text"]
    for old, new in changes.items():
        marked = marked.replace(old.replace("_", "."), new)
    text = MARK.sub(r"\1", marked)
    dates = {k: report.get(k) for k in ("written", "published")}
    day = dates["published"] or dates["written"]
    rows["reports"].append(
        report
        | {
            "file": f"{report['report']}.txt",
            "date_earliest": day,
            "date_latest": day,
            "place": CITY if day else None,
            "date_basis": "stated" if day else "unknown",
            "language": "zh-Hans",
            "characters": len(text),
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
        }
    )
    rows["texts"].append({"report": report["report"], "text": text})
    shift = 0
    for found in MARK.finditer(marked):
        _add_figure(rows, report, text, found.start() - shift, found[1], found[2])
        shift += len(found[0]) - len(found[1])


def _add_figure(
    rows: dict[str, list[dict]], report: dict, text: str, start: int, surface: str, name: str
) -> None:
    observed = name in OBSERVATIONS
    line = text[text.rfind("\n", 0, start) + 1 :].split("\n")[0]
    figure = f"f-{report['report']}-{start}"
    rows["figures"].append(
        SPARE
        | {
            "figure": figure,
            "report": report["report"],
            "start": start,
            "end": start + len(surface),
            "surface": surface,
            "sentence": line,
            "kind": "count",
            "cumulative": False,
            "unit_text": re.sub(r"[\d.]+", "", surface),
            "fate": "observed" if observed else name,
            "statistic": name != "not_statistic",
        }
    )
    if observed:
        rows["observations"].append(_observation(name, report))
        rows["observation_figures"].append({"observation": name, "figure": figure})


def _observation(name: str, report: dict) -> dict:
    metric, place, measure, kind, start, end, value, unit = OBSERVATIONS[name]
    return {
        "observation": name,
        "metric": metric,
        "place": place,
        "transform": "level",
        "measure": measure,
        "measure_basis": "words",
        "time_kind": kind,
        "period_start": start,
        "period_end": end,
        "time_basis": "stated",
        "value": float(value),
        "low": float(value),
        "high": float(value),
        "bound": "exact",
        "unit": unit,
        "method": "stated",
        "status": "A",
        "report": report["report"],
        "known_since": datetime.date.fromisoformat(report["written"]),
    }


def _add_worked_out(rows: dict[str, list[dict]]) -> None:
    base = next(row for row in rows["observations"] if row["observation"] == "cases-new")
    rows["observations"].append(
        base
        | {
            "observation": WORKED_OUT,
            "period_start": "2022-01-01",
            "period_end": "2022-12-31",
            "value": 1100.0,
            "low": None,
            "high": None,
            "method": "implied",
            "formula": "1204 / (1 + 9.5%)",
            "status": "E",
        }
    )
    rows["observation_inputs"].append({"observation": WORKED_OUT, "input": "cases-new", "role": "level"})


def _add_finding(rows: dict[str, list[dict]]) -> None:
    rows["findings"].append(
        {
            "finding": "gap",
            "kind": "conflict",
            "severity": "warning",
            "metric": "overseas_insurance.coverage",
            "place": DISTRICT,
            "message_zh": "两处保额不一致。",
            "message_en": "Two values differ.",
            "state": "open",
        }
    )
    figures = [r["figure"] for r in rows["observation_figures"] if r["observation"].startswith("coverage")]
    rows["finding_figures"] += [{"finding": "gap", "figure": figure} for figure in figures]
    rows["events"].append(
        {
            "event": "e1",
            "date": "2022-04-01",
            "precision": "month",
            "kind": "first_policy",
            "topic": "overseas_insurance",
            "title_zh": "首单落地",
            "title_en": "First policy",
            "place": DISTRICT,
            "report": "r-old",
            "sentence": "首单落地。",
        }
    )
