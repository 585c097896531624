"""The tables: whole versions only, checked on reading, the same bytes each time, readable by everyone."""

import hashlib
import json
import random
import time
from pathlib import Path

import duckdb
import pandas as pd
import polars
import pytest
from frictionless import Package
from killing import Nursery
from made_tables import made_frames
from msgspec import structs

from etl import table_docs, tables
from etl.errors import UnknownNameError
from etl.tables import TablesError, contract, open_tables, write


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def package(folder: Path) -> dict:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_what_is_written_is_read_back(tmp_path):
    version = write(made_frames(), tmp_path)
    read = open_tables(tmp_path)
    assert read.version == version
    assert read.observations["value"].tolist() == [379.0, 814000000.0]
    assert read["observations"]["period_end"].tolist() == [pd.Timestamp("2031-07-31")] * 2
    assert read.reports["published"].isna().all()
    assert set(read.frames) == set(contract())


def test_the_same_frames_give_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write(made_frames(), tmp_path / name)
    assert files(tmp_path / "a") == files(tmp_path / "b")
    for name in files(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_every_file_matches_its_hash_and_its_name(tmp_path):
    write(made_frames(), tmp_path)
    for resource in package(tmp_path)["resources"]:
        digest = hashlib.sha256((tmp_path / resource["path"]).read_bytes()).hexdigest()
        assert resource["hash"] == f"sha256:{digest}"
        assert resource["path"] == f"{resource['name']}-{digest[:8]}.parquet"


def test_a_reader_of_the_version_before_keeps_its_files_for_one_build(tmp_path):
    for value in (1, 2, 3):
        write(made_frames(policies=value), tmp_path)
    held = [name for name in files(tmp_path) if name.startswith("observations-")]
    assert len(held) == 2
    write(made_frames(policies=3), tmp_path)
    assert len([name for name in files(tmp_path) if name.startswith("observations-")]) == 1


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda f: f["reports"].drop(columns="title"), "title"),
        (lambda f: f["reports"].assign(sha256=None), "sha256"),
        (lambda f: f["reports"].assign(characters="many"), "characters"),
        (lambda f: pd.concat([f["reports"], f["reports"]]), "stands twice"),
    ],
    ids=["column missing", "cell empty", "wrong type", "key twice"],
)
def test_nothing_is_published_that_breaks_the_contract(tmp_path, change, word):
    write(made_frames(), tmp_path)
    before = package(tmp_path)
    with pytest.raises(TablesError, match=word):
        write({**made_frames(), "reports": change(made_frames())}, tmp_path)
    assert package(tmp_path) == before


def test_a_damaged_file_is_told_and_not_read(tmp_path):
    write(made_frames(), tmp_path)
    path = tmp_path / package(tmp_path)["resources"][0]["path"]
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(TablesError, match="does not match its hash; run zhibiao build"):
        open_tables(tmp_path)
    path.unlink()
    with pytest.raises(TablesError, match="is missing; run zhibiao build"):
        open_tables(tmp_path)


def test_tables_of_an_older_program_get_the_columns_that_came_later(tmp_path, monkeypatch):
    older = {
        **contract(),
        "figures": structs.replace(contract()["figures"], columns=dict(contract()["figures"].columns)),
    }
    del older["figures"].columns["correction"]
    frames = made_frames()
    frames["figures"] = frames["figures"].drop(columns="correction")
    with monkeypatch.context() as before:
        before.setattr(tables, "contract", lambda: older)
        write(frames, tmp_path)
    assert open_tables(tmp_path).figures["correction"].isna().all()
    assert list(open_tables(tmp_path).figures.columns) == list(contract()["figures"].columns)


def test_no_tables_say_what_to_do(tmp_path):
    with pytest.raises(TablesError, match="run zhibiao build"):
        open_tables(tmp_path)


def test_a_wrong_table_gets_the_nearest_name(tmp_path):
    write(made_frames(), tmp_path)
    with pytest.raises(UnknownNameError, match="observations"):
        open_tables(tmp_path)["observation"]


PUBLISHING = """
import os, signal, sys
from pathlib import Path
from made_tables import made_frames
from etl.tables import write

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    number = int(line)
    child = os.fork()
    while child == 0:
        write(made_frames(policies=number), Path(sys.argv[1]))
        number += 1
    print(child, flush=True)
"""


@pytest.fixture
def writers(tmp_path):
    write(made_frames(), tmp_path)
    started = Nursery(PUBLISHING, tmp_path)
    yield started
    started.close()


def test_a_build_killed_at_any_moment_leaves_whole_tables(tmp_path, writers):
    dice = random.Random(5)
    for turn in range(20):
        process = writers.start(1000 * turn)
        time.sleep(0.03 + dice.random() * 0.1)
        writers.kill(process)
        open_tables(tmp_path)
    write(made_frames(), tmp_path)
    write(made_frames(), tmp_path)
    assert files(tmp_path) == {"datapackage.json", *(r["path"] for r in package(tmp_path)["resources"])}


def test_two_builds_at_once_and_a_reader_see_whole_versions(tmp_path, writers):
    processes = [writers.start(number) for number in (0, 10**6)]
    versions = {open_tables(tmp_path).version for _ in range(30)}
    for process in processes:
        writers.kill(process)
    assert open_tables(tmp_path).version
    assert versions


def test_the_data_package_is_valid(tmp_path):
    write(made_frames(), tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "note"])


def test_pandas_duckdb_and_polars_read_the_tables_by_the_package(tmp_path):
    write(made_frames(), tmp_path)
    for resource in package(tmp_path)["resources"]:
        path = str(tmp_path / resource["path"])
        columns = [field["name"] for field in resource["schema"]["fields"]]
        assert list(pd.read_parquet(path).columns) == columns
        assert polars.read_parquet(path).shape == (resource["rows"], len(columns))
        assert duckdb.sql(f"select count(*) from '{path}'").fetchall() == [(resource["rows"],)]
    observations = next(r for r in package(tmp_path)["resources"] if r["name"] == "observations")
    path = tmp_path / observations["path"]
    ((value, day),) = duckdb.sql(f"select max(value), max(period_end) from '{path}'").fetchall()
    assert (value, str(day)) == (814000000.0, "2031-07-31")


def test_every_column_says_what_it_means_in_both_languages():
    for table in contract().values():
        assert table.zh
        assert table.en
        assert set(table.key) <= set(table.columns)
        assert all(column.zh and column.en for column in table.columns.values())


def test_references_point_to_keys():
    for table in tables.contract().values():
        for column in table.columns.values():
            assert column.references is None or len(contract()[column.references].key) == 1


def test_the_page_about_tables_is_up_to_date():
    page = table_docs.PAGE.read_text(encoding="utf-8") if table_docs.PAGE.exists() else ""
    assert page == table_docs.page(), f"docs/tables.md is stale; run {table_docs.COMMAND}"
