"""Small frames for every table, for tests of writing and reading them."""

import pandas as pd

from etl.tables import contract

REPORT = {
    "report": "made-1", "file": "made.txt", "title": "=SUM(A1)", "date_basis": "stated",
    "language": "zh-Hans", "written": "2031-08-15", "sha256": "0" * 64, "characters": 24, "place": "changsha",
}  # fmt: skip
SENTENCE = "截至2031年7月底累计承保379家次，总保额达8.14亿元。"


def made_frames(policies: float = 379) -> dict[str, pd.DataFrame]:
    """Return frames that keep to the contract: one report with two observations."""
    common = {
        "place": "changsha", "transform": "level", "measure": "cumulative", "measure_basis": "words",
        "time_kind": "as_of", "period_end": "2031-07-31", "time_basis": "stated", "bound": "exact",
        "method": "stated", "status": "A", "report": "made-1",
    }  # fmt: skip
    figure = {
        "report": "made-1",
        "sentence": SENTENCE,
        "cumulative": True,
        "statistic": True,
        "fate": "observed",
    }
    rows = {
        "reports": [REPORT],
        "texts": [{"report": "made-1", "text": SENTENCE}],
        "figures": [
            {
                **figure,
                "figure": "f1",
                "start": 14,
                "end": 19,
                "surface": "379家次",
                "kind": "count",
                "rule": "r",
            },
            {
                **figure,
                "figure": "f2",
                "start": 24,
                "end": 30,
                "surface": "8.14亿元",
                "kind": "money",
                "rule": "r",
            },
        ],
        "metrics": [_metric("made.policies", "count"), _metric("made.coverage", "CNY")],
        "places": [{"place": "changsha", "name_zh": "长沙市", "name_en": "Changsha", "code": "430100"}],
        "topics": [{"topic": "made", "name_zh": "试验", "name_en": "Made up"}],
        "observations": [
            {
                **common,
                "observation": "o1",
                "metric": "made.policies",
                "value": float(policies),
                "unit": "count",
            },
            {**common, "observation": "o2", "metric": "made.coverage", "value": 814000000.0, "unit": "CNY"},
        ],
        "observation_figures": [{"observation": "o1", "figure": "f1"}, {"observation": "o2", "figure": "f2"}],
    }
    return {
        name: pd.DataFrame(rows.get(name, []), columns=list(table.columns), dtype=object)
        for name, table in contract().items()
    }


def _metric(name: str, unit: str) -> dict[str, str]:
    text = dict.fromkeys(("name_zh", "name_en", "definition_zh", "definition_en"), name)
    return {"metric": name, "topic": "made", "unit": unit, "measure": "cumulative", **text}
