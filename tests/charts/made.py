"""Tables for chart tests: `data(rows)` builds them in memory over the real catalogue, numbers invented."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from dashboard.data import Data
from etl import tables
from etl.catalogue import load_catalogue

DATES = {"period_start", "period_end", "period_end_earliest", "known_since", "written", "published"}
SPARE = {
    "place": "hangzhou", "transform": "level", "measure": "stock", "measure_basis": "words",
    "time_kind": "as_of",
    "period_start": None, "period_end": "2024-06-30", "period_end_earliest": None, "time_basis": "stated",
    "low": None, "high": None, "bound": "exact", "unit": "count", "method": "stated", "formula": None,
    "status": "A", "report": "white-paper", "known_since": None, "note": None,
}  # fmt: skip
PLACES = [
    ("zhejiang", None, "浙江省", "Zhejiang"),
    ("hangzhou", "zhejiang", "杭州市", "Hangzhou"),
    ("hangzhou-binjiang", "hangzhou", "滨江区", "Binjiang District"),
    ("ningbo", "zhejiang", "宁波市", "Ningbo"),
]
REPORTS = [
    (
        "white-paper",
        "杭州市知识产权保护白皮书",
        "杭州市市场监督管理局",
        "2024-09-10",
        "杭州市知识产权保护状况。",
    ),
    ("news", "滨江：保险护航企业出海", None, "2022-05-01", "滨江区保险工作。"),
    ("nameless", None, None, None, "近日，有关部门通报了考核结果，杭州排名靠前。"),
]


def year(of: int, **more: object) -> dict:
    """Return the fields of a flow over a whole calendar year."""
    span = {"period_start": f"{of}-01-01", "period_end": f"{of}-12-31"}
    return {"measure": "flow", "time_kind": "period", **span, **more}


def at(day: str, **more: object) -> dict:
    """Return the fields of a running total at a day."""
    return {"measure": "cumulative", "period_end": day, **more}


def within(first: str, last: str, **more: object) -> dict:
    """Return the fields of a running total at a date that is inferred."""
    inferred = {"period_end_earliest": first, "period_end": last, "time_basis": "inferred"}
    return {"measure": "cumulative", **inferred, **more}


def data(
    rows: Sequence[Mapping],
    inputs: Sequence[tuple[str, str]] = (),
    breaks: Sequence[tuple[str, ...]] = (),
) -> Data:
    """Return tables with observations `rows`: metric, value and what differs from SPARE; ids count from o1.

    A row's `words` (measure word) and `sentence` become its figure. `inputs` are (observation, input);
    `breaks` the observations between which a definition breaks.
    """
    observations, figures = [], []
    for number, row in enumerate(rows, 1):
        name = f"o{number}"
        observation = SPARE | {"observation": name} | dict(row)
        words, sentence = (
            observation.pop("words", "件"),
            observation.pop("sentence", f"共{row['value']:g}件。"),
        )
        observations.append(observation)
        if observation["method"] == "stated":
            figures.append(_figure(name, observation, words, sentence))
    found = [_finding(n, observations, names) for n, names in enumerate(breaks, 1)]
    frames = {
        "observations": observations,
        "figures": figures,
        "observation_figures": [{"observation": f["figure"][1:], "figure": f["figure"]} for f in figures],
        "observation_inputs": [{"observation": o, "input": i, "role": "level"} for o, i in inputs],
        "reports": [_report(*report) for report in REPORTS],
        "texts": [{"report": r[0], "text": r[4]} for r in REPORTS],
        "places": [dict(zip(("place", "parent", "name_zh", "name_en"), p, strict=True)) for p in PLACES],
        "findings": [one for one, _ in found],
        "finding_figures": [link for _, links in found for link in links],
        **_catalogue(),
    }
    return Data(
        tables.Tables(
            Path("made"), "0123456789ab", {n: _frame(n, frames.get(n, [])) for n in tables.contract()}
        )
    )


def _figure(name: str, observation: Mapping, words: str, sentence: str) -> dict:
    surface = f"{observation['value']:g}件"
    return {
        "figure": f"f{name}", "report": observation["report"], "start": 0, "end": len(surface),
        "surface": surface,
        "sentence": sentence, "value": observation["value"], "unit": observation["unit"], "unit_text": words,
    }  # fmt: skip


def _finding(number: int, observations: Sequence[Mapping], names: Sequence[str]) -> tuple[dict, list[dict]]:
    metric = next(o["metric"] for o in observations if o["observation"] == names[0])
    finding = {"finding": f"d{number}", "kind": "definition_break", "severity": "warning", "metric": metric}
    finding |= {
        "place": "hangzhou",
        "message_zh": "口径不同。",
        "message_en": "Definitions differ.",
        "state": "open",
    }
    return finding, [{"finding": f"d{number}", "figure": f"f{name}"} for name in names]


def _report(report: str, title: str | None, publisher: str | None, published: str | None, _: str) -> dict:
    return {"report": report, "title": title, "publisher": publisher, "published": published, "file": report}


def _catalogue() -> dict[str, list[dict]]:
    catalogue = load_catalogue()
    columns = tables.contract()["metrics"].columns
    metrics = [
        {c: getattr(m, c, None) for c in columns} | {"metric": name, "topic": name.partition(".")[0]}
        for name, m in catalogue.metrics.items()
    ]
    topics = [
        {"topic": name, "name_zh": t.name_zh, "name_en": t.name_en} for name, t in catalogue.topics.items()
    ]
    return {"metrics": metrics, "topics": topics}


def _frame(name: str, rows: Sequence[Mapping]) -> pd.DataFrame:
    columns = list(tables.contract()[name].columns)
    frame = pd.DataFrame([{c: row.get(c) for c in columns} for row in rows], columns=columns)
    for column in DATES & set(columns):
        frame[column] = pd.to_datetime(frame[column])
    if name == "annual":
        frame["preferred"] = frame["preferred"].astype(bool)
    return frame


M = "overseas_insurance."


def o(metric: str, value: float, **more: object) -> dict:
    """Return a row of observations."""
    return {"metric": metric, "value": value, **more}


SHOWN = [
    o(M + "coverage", 5.23e7, unit="CNY", report="news", **at("2022-04-01", place="hangzhou-binjiang")),
    o(M + "coverage", 7.06e8, unit="CNY", **at("2024-06-30", place="hangzhou-binjiang")),
    o(M + "coverage", 9e8, unit="CNY", **within("2023-01-01", "2023-12-31"), bound="at_least", low=9e8),
    o(M + "premium", 65432100, unit="CNY", **at("2024-06-30", place="hangzhou-binjiang")),
    o(M + "policies", 215, words="家次", **at("2024-06-30", place="hangzhou-binjiang")),
    o(M + "insurers", 4, words="家", place="hangzhou-binjiang"),
    o(M + "enterprises", 31, words="家", report="news", **at("2022-04-01", place="hangzhou-binjiang")),
    o(M + "enterprises", 188, words="家", **within("2023-01-01", "2023-12-31")),
    o(M + "deal_coverage", 6.2e6, unit="CNY", measure="event", time_kind="event", period_end="2021-03-09"),
    o(
        M + "deal_coverage",
        5.5e7,
        unit="CNY",
        measure="event",
        time_kind="event",
        period_end="2022-02-11",
        place="hangzhou-binjiang",
    ),
    o("trade_secret_insurance.coverage", 7.5e6, unit="CNY", **at("2024-06-30")),
    o("trade_secret_insurance.premium", 910000, unit="CNY", **at("2024-06-30")),
    o("trade_secret_insurance.policies", 8, words="家次", **at("2024-06-30")),
    o("copyright_insurance.products", 17, words="款"),
    o("copyright_insurance.insurers", 6, words="家"),
    o("enforcement.patent_dispute_cases", 1431, words="宗", **year(2020)),
    o("enforcement.patent_dispute_cases", 1650, method="implied", formula="1914 / (1 + 16%)", **year(2022)),
    o("enforcement.patent_dispute_cases", 1914, words="宗", **year(2023)),
    o("enforcement.patent_dispute_cases", 16.0, unit="percent", transform="growth", **year(2023)),
    o("enforcement.trademark_penalty_cases", 1200, words="宗", **year(2022)),
    o("enforcement.trademark_penalty_cases", 1116, words="宗", **year(2023)),
    o(
        "enforcement.market_cases",
        151,
        words="宗",
        report="nameless",
        period_start="2023-01-01",
        **within("2024-01-01", "2024-12-31", time_kind="period"),
    ),
    o(
        "enforcement.seized_goods",
        30000,
        words="件",
        bound="at_least",
        low=30000,
        report="nameless",
        period_start="2023-01-01",
        **within("2024-01-01", "2024-12-31", time_kind="period"),
    ),
    o(
        "enforcement.accounts_closed",
        390,
        words="個",
        report="nameless",
        measure="flow",
        time_kind="unknown",
        period_end=None,
    ),
    o("finance.patent_pledge", 5.512e9, unit="CNY", **year(2023)),
    o("finance.trademark_pledge", 4.4e8, unit="CNY", **year(2023)),
    o("finance.securitisation_amount", 2e9, unit="CNY", bound="at_least", low=2e9, **at("2024-06-30")),
    o("finance.securitisation_products", 7, words="支", **at("2024-06-30")),
    *(
        o(f"awards.{name}", value, words="项", **year(2023))
        for name, value in [
            ("china_gold", 3),
            ("china_excellence", 39),
            ("guangdong_gold", 5),
            ("guangdong_silver", 9),
        ]
    ),
    o("patents.valid_inventions", 30214, period_end="2023-12-31"),
    o("patents.high_value_per_10k", 98.5, unit="per_10k_people", period_end="2023-12-31"),
    *(
        o(f"copyright_registration.{name}", value, **year(2023))
        for name, value in [("works", 5210), ("software", 318), ("evidence", 1904), ("digital_works", 6603)]
    ),
    *(
        o(f"services.{name}", value, words="家")
        for name, value in [("mediation_institutions", 51), ("arbitration_institutions", 4)]
    ),
    o("services.mediators", 166, words="名"),
    o("services.mediators", 120, words="名", place="ningbo", period_end="2023-03-31"),
    o(
        "services.aid_funds",
        2.8e7,
        unit="CNY",
        period_start="2018-01-01",
        **at("2024-06-30", time_kind="period"),
    ),
    o(
        "services.aid_recipients",
        99,
        words="家",
        period_start="2018-01-01",
        **at("2024-06-30", time_kind="period"),
    ),
    o("ranking.ip_protection", 2, unit="rank", **year(2022, measure="level")),
    o("ranking.ip_protection", 1, unit="rank", **year(2023, measure="level")),
]


def library() -> Data:
    """Return one library in which every hand-made chart has data: the ground of the golden figures."""
    rows = SHOWN
    names = [f"o{i}" for i, r in enumerate(rows, 1) if r["metric"] == "enforcement.patent_dispute_cases"]
    return data(rows, inputs=[(names[1], names[2])], breaks=[(names[0], names[2])])
