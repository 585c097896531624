"""docs/tables.md, made from tables.yaml: every table and column, so that the page cannot miss one.

`python -m etl.table_docs` writes it; a test fails when it is stale and names that command.
"""

from etl import store
from etl.paths import ROOT
from etl.tables import Column, Table, contract

PAGE = ROOT / "docs" / "tables.md"
COMMAND = "python -m etl.table_docs"


def page() -> str:
    """Return the whole page."""
    head = (
        "# Tables\n\n"
        f"Made from `etl/tables.yaml` by `{COMMAND}`; do not edit.\n\n"
        "`data/curated/datapackage.json` is the way in: it names each table's file, its SHA-256, its row\n"
        "count and every column. Files carry their content's hash in their names; `zhibiao export` gives\n"
        "plain names. "
        "Values are exact and in their base unit: 8711.14万元 is 87111400 CNY. An empty cell is unknown.\n"
    )
    return "\n".join([head, *(_table(name, table) for name, table in contract().items())])


def _table(name: str, table: Table) -> str:
    key = " + ".join(f"`{column}`" for column in table.key)
    head = f"## {name}\n\n{table.zh} / {table.en}. Key: {key}.\n\n"
    return (
        head
        + "| column | type | meaning |\n| --- | --- | --- |\n"
        + "\n".join(_row(column, spec) for column, spec in table.columns.items())
        + "\n"
    )


def _row(name: str, column: Column) -> str:
    kind = column.type + ("?" if column.nullable else "")
    points = f" → `{column.references}`" if column.references else ""
    unit = f" ({column.unit})" if column.unit else ""
    return f"| `{name}` | {kind}{unit}{points} | {column.zh} / {column.en} |"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    store.replace(PAGE, page().encode())
