"""The Parquet contract: which tables and columns there are, how they are written and how they are read.

`tables.yaml` names every column; `write` refuses frames that do not keep to it, and `open_tables` refuses
files that do not match their hash. Files carry their content's hash in their names and `datapackage.json` is
replaced last, so that whoever follows it sees one whole version. Imports nothing of the pipeline.
"""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from etl import datafiles, store
from etl.errors import UnknownNameError, ZhibiaoError

PACKAGE = "datapackage.json"
ARROW_TYPES = {
    "string": pa.string(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


class TablesError(ZhibiaoError):
    """Tables that are missing, damaged, or that do not keep to tables.yaml."""


class Column(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One column: type, whether cells may be empty, unit, meaning, and the table whose key it holds."""

    type: Literal["string", "number", "integer", "boolean", "date"]
    zh: str
    en: str
    nullable: bool = False
    unit: str | None = None
    references: str | None = None


class Table(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One table: its meaning, its key and its columns in order."""

    zh: str
    en: str
    key: list[str]
    columns: dict[str, Column]

    def schema(self) -> pa.Schema:
        """Return the Parquet schema, without any metadata."""
        return pa.schema(
            [pa.field(n, ARROW_TYPES[c.type], nullable=c.nullable) for n, c in self.columns.items()]
        )


@cache
def contract() -> dict[str, Table]:
    """Return every table of tables.yaml by name, in its order."""
    return datafiles.load(Path(__file__).with_name("tables.yaml"), dict[str, Table])


@dataclass(frozen=True)
class Tables:
    """One whole version of the tables; frames by attribute (`tables.observations`) or by name."""

    path: Path
    version: str
    frames: Mapping[str, pd.DataFrame]

    def __getattr__(self, name: str) -> pd.DataFrame:
        try:
            return self.frames[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self.frames:
            raise UnknownNameError("table", name, self.frames)
        return self.frames[name]


def write(frames: Mapping[str, pd.DataFrame], out: Path) -> str:
    """Publish the frames as the new version of the tables in `out` and return its id (12 hex digits).

    Dates may be ISO strings, dates or timestamps. A reader of the version before keeps its files until the
    build after. Raises TablesError when a table is missing or breaks the contract; nothing is published then.
    """
    if missing := contract().keys() ^ frames.keys():
        raise TablesError.about("tables.names", names=", ".join(sorted(missing)))
    contents = {name: parquet_bytes(name, frames[name]) for name in contract()}
    package = describe(contents, {name: len(frame) for name, frame in frames.items()})
    with store.locked(out):
        before = _files_of(out / PACKAGE)
        for resource, data in zip(package["resources"], contents.values(), strict=True):
            _keep(out / resource["path"], data)
        store.settle(out)
        store.replace(out / PACKAGE, package_bytes(package))
        _sweep(out, _files_of(out / PACKAGE), before)
    return package["version"]


def describe(contents: Mapping[str, bytes], rows: Mapping[str, int]) -> dict:
    """Return the Frictionless data package over Parquet `contents`, with hashes, row counts and meanings."""
    hashes = {name: store.sha256(data) for name, data in contents.items()}
    return {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "name": "zhibiao",
        "title": "指标 Zhibiao",
        "version": store.sha256(json.dumps(hashes).encode())[:12],
        "resources": [_resource(name, table, hashes[name], rows[name]) for name, table in contract().items()],
    }


def open_tables(data: Path) -> Tables:
    """Return the tables that `data`/datapackage.json names, each checked against its hash.

    Text columns hold str or NaN, dates are datetime64, numbers float64. A build that swaps the version while
    this reads makes it start anew. Raises TablesError when there are no tables or a file is damaged.
    """
    for _ in range(10):
        package = _read_package(data)
        try:
            frames = {r["name"]: _read_table(data, r) for r in package["resources"]}
        except FileNotFoundError as gone:
            if _read_package(data) == package:
                raise TablesError.about("tables.gone", path=gone.filename) from None
            continue
        return Tables(data, package["version"], frames)
    raise TablesError.about("tables.restless", data=data)


def rows_of(frame: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Yield the rows of a frame; a missing cell is None and a date its ISO form."""
    columns = [_plain(frame[name]) for name in frame.columns]
    names = list(frame.columns)
    for cells in zip(*columns, strict=True):
        yield dict(zip(names, cells, strict=True))


def _plain(cells: pd.Series) -> list[object]:
    days = cells.dt.strftime("%Y-%m-%d") if pd.api.types.is_datetime64_any_dtype(cells) else cells
    return days.astype(object).where(cells.notna(), None).tolist()


def to_arrow(name: str, frame: pd.DataFrame) -> pa.Table:
    """Return `frame` as the Parquet table `name`; TablesError says which column breaks the contract."""
    table = contract()[name]
    if set(frame.columns) != set(table.columns):
        wrong = sorted(set(frame.columns) ^ set(table.columns))
        raise TablesError.about("tables.columns", table=name, names=", ".join(wrong))
    arrays = [_array(name, column, table.columns[column], frame[column]) for column in table.columns]
    if frame.duplicated(table.key).any():
        row = frame.loc[frame.duplicated(table.key), table.key].iloc[0].tolist()
        raise TablesError.about("tables.twice", table=name, cells=row)
    return pa.Table.from_arrays(arrays, schema=table.schema())


def _array(table: str, name: str, column: Column, cells: pd.Series) -> pa.Array:
    values = [None if pd.isna(cell) else cell for cell in cells]
    if not column.nullable and None in values:
        raise TablesError.about("tables.empty_cell", table=table, row=values.index(None), column=name)
    if column.type == "date":
        values = [pd.Timestamp(v).date() if v is not None else None for v in values]
    try:
        return pa.array(values, ARROW_TYPES[column.type])
    except (pa.ArrowException, ValueError) as problem:
        raise TablesError.about("tables.cell", table=table, column=name, problem=problem) from problem


def parquet_bytes(name: str, frame: pd.DataFrame) -> bytes:
    """Return a table as Parquet, with the types of tables.yaml."""
    buffer = io.BytesIO()
    pq.write_table(to_arrow(name, frame), buffer, compression="zstd", store_schema=False)
    return buffer.getvalue()


def _resource(name: str, table: Table, digest: str, rows: int) -> dict:
    foreign = [
        {
            "fields": [column],
            "reference": {"resource": spec.references, "fields": contract()[spec.references].key},
        }
        for column, spec in table.columns.items()
        if spec.references
    ]
    return {
        "name": name,
        "path": f"{name}-{digest[:8]}.parquet",
        "title": table.zh,
        "description": table.en,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "hash": f"sha256:{digest}",
        "rows": rows,
        "schema": {
            "fields": [_field(column, spec) for column, spec in table.columns.items()],
            "primaryKey": table.key,
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _field(name: str, column: Column) -> dict:
    return {
        "name": name,
        "type": column.type,
        **({"unit": column.unit} if column.unit else {}),
        "title": column.zh,
        "description": column.en,
        "constraints": {"required": not column.nullable},
    }


def _read_package(data: Path) -> dict:
    try:
        return json.loads((data / PACKAGE).read_bytes())
    except FileNotFoundError:
        raise TablesError.about("tables.missing", data=data) from None
    except (OSError, ValueError) as problem:
        raise TablesError.about("tables.unreadable", path=data / PACKAGE, problem=problem) from problem


def _read_table(data: Path, resource: Mapping) -> pd.DataFrame:
    content = (data / resource["path"]).read_bytes()
    if f"sha256:{store.sha256(content)}" != resource["hash"]:
        raise TablesError.about("tables.damaged", path=data / resource["path"])
    return _widened(resource["name"], pq.read_table(io.BytesIO(content))).to_pandas(date_as_object=False)


def _widened(name: str, read: pa.Table) -> pa.Table:
    """Return a table of an older program with the columns that came later, empty, in their places."""
    schema = contract()[name].schema() if name in contract() else read.schema
    if not all(field.nullable for field in schema if field.name not in read.column_names):
        return read
    empty = {f.name: pa.nulls(len(read), f.type) for f in schema if f.name not in read.column_names}
    whole = [empty[f.name] if f.name in empty else read[f.name] for f in schema]
    return pa.Table.from_arrays(whole, names=schema.names) if empty else read


def package_bytes(package: Mapping) -> bytes:
    """Return a data package as the bytes of its file."""
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _files_of(package: Path) -> set[str]:
    try:
        return {resource["path"] for resource in json.loads(package.read_bytes())["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _keep(path: Path, data: bytes) -> None:
    if not path.exists() or path.read_bytes() != data:
        store.replace(path, data, settled=False)


def _sweep(out: Path, now: set[str], before: set[str]) -> None:
    """Remove table files that neither this version nor the one before it needs, and unfinished ones."""
    for path in [*out.glob("*.parquet"), *out.glob(f"{store.PARTIAL}*")]:
        if path.name not in now | before:
            path.unlink(missing_ok=True)
