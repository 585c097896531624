"""Contact persons are masked, scripts and formulas harmless: in every table, export, answer and page."""

import csv
import io
import json
import logging
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from dashboard.app import App
from etl import cli, export, tables
from etl.library import Library
from etl.library.adding import add
from etl.paths import SEEDS

CONTACT = re.compile(r"联系人[：:\s]+(\w+)\s+联系电话[：:\s]+([\d-]+)")
HOSTILE = """=cmd|' /C calc'!A0 关于<script>window.hacked=1</script>的通报

=HYPERLINK("http://x","2031年，全市共办结专利侵权纠纷案件500宗")，同比增加25%。
@SUM(1+1)，2031年，全市立案查处商标侵权案件612宗。<img src=x onerror="window.hacked=1">
+86，全市共有持证从业人员33人；-1，\ufeff另有7人。

联系人：王小明
联系电话：0731-88886666

长沙市市场监督管理局
2032年3月5日
"""
SECRETS = ("王小明", "88886666")
SCRIPTS = ("<script>window.hacked", '<img src=x onerror="window')


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with reports and tables of them: the seeds and a hostile report."""
    folder = tmp_path_factory.mktemp("hostile")
    library = Library(folder)
    inbox = folder / "inbox"
    inbox.mkdir()
    (inbox / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    add(library, [SEEDS, inbox])
    return folder


@pytest.fixture(scope="module")
def client(made: Path) -> FlaskClient:
    return App(Library(made).tables).server.test_client()


@pytest.fixture(scope="module")
def secrets() -> tuple[str, ...]:
    """Return the names and numbers of contact persons, those of the real report found in its file."""
    found = [found for path in SEEDS.glob("*.txt") for found in CONTACT.findall(path.read_text("utf-8"))]
    assert found, "no report of the seeds names a contact person any more"
    return (*SECRETS, *(word for pair in found for word in pair))


def exported(made: Path, tmp_path: Path) -> dict[str, bytes]:
    opened = tables.open_tables(Library(made).tables)
    files = [path for form in export.FORMATS for path in export.export(opened, form, tmp_path / form)]
    return {f"{path.parent.name}/{path.name}": path.read_bytes() for path in files}


def unpacked(name: str, data: bytes) -> str:
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return "".join(opened.read(part).decode() for part in opened.namelist())
    if name.endswith(".parquet"):
        import pandas as pd

        return pd.read_parquet(io.BytesIO(data)).to_csv()
    return data.decode("utf-8-sig")


def test_tables_and_exports_hold_no_contact_person(made, tmp_path, secrets):
    files = exported(made, tmp_path)
    assert len(files) > 30
    for name, data in files.items():
        text = unpacked(name, data)
        assert not [secret for secret in secrets if secret in text], name


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_the_command_line_prints_no_contact_person(form, made, secrets):
    files = [str(path) for path in sorted(SEEDS.glob("*.txt"))] + [str(made / "inbox" / "hostile.txt")]
    for verb in (["figures", "--format", form, *files], *(["text", file] for file in files)):
        said = CliRunner().invoke(cli.group, verb)
        assert said.output.strip()
        assert not [secret for secret in secrets if secret in said.output], verb


def test_explain_prints_no_contact_person(made, secrets):
    where = ["--library", str(made)]
    names = tables.open_tables(Library(made).tables).observations["metric"].unique()
    for metric in names:
        said = CliRunner().invoke(cli.group, ["explain", metric, *where])
        assert said.exit_code == 0
        assert not [secret for secret in secrets if secret in said.output], metric


def addresses(made: Path) -> list[str]:
    opened = tables.open_tables(Library(made).tables)
    pages = ["/", "/explore", "/reports", "/findings", "/data", "/healthz"]
    pages += [f"/report/{name}" for name in opened.reports["report"]]
    pages += [
        f"/topic/{name}" for name in sorted({m.partition(".")[0] for m in opened.observations["metric"]})
    ]
    pages += [f"/evidence/{name}" for name in opened.observations["observation"]]
    pages += [f"/data?table={name}" for name in opened.frames]
    pages += [f"/data/{name}.{kind}" for name in opened.frames for kind in ("csv", "json")]
    return [*pages, "/api/observations?limit=1000"]


def test_no_page_and_no_answer_leaks_or_runs_anything(made, client, secrets, caplog):
    with caplog.at_level(logging.DEBUG):
        for address in addresses(made):
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert answer.headers["X-Content-Type-Options"] == "nosniff", address
            text = answer.text
            assert not [secret for secret in secrets if secret in text], address
            if answer.mimetype == "text/html":
                assert not [script for script in SCRIPTS if script in text], address
    assert not [secret for secret in secrets if secret in caplog.text]


def test_the_callback_answer_leaks_nothing(made, client, secrets):
    for name in tables.open_tables(Library(made).tables).reports["report"]:
        asked = {
            "output": "drawn.data",
            "outputs": {"id": "drawn", "property": "data"},
            "inputs": [{"id": "whole", "property": "data", "value": {"path": f"/report/{name}"}}],
            "changedPropIds": ["whole.data"],
        }
        answer = client.post("/_dash-update-component", json=asked)
        assert answer.json["response"]["drawn"]["data"]["html"]
        assert not [secret for secret in secrets if secret in json.dumps(answer.json, ensure_ascii=False)]


def test_no_cell_of_an_export_is_run_as_a_formula(made, tmp_path):
    files = exported(made, tmp_path)
    risky = 0
    for name, data in files.items():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))):
                for cell in row:
                    if not re.fullmatch(r"-?[\d.]+(e[+-]?\d+)?", cell):
                        assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")), (name, cell)
                        risky += cell.lstrip("' ").startswith(("=", "@"))
    assert risky, "the hostile report reaches no export any more"
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx/zhibiao.xlsx"]))
    for sheet in book:
        for row in sheet.iter_rows():
            assert not [cell.coordinate for cell in row if cell.data_type == "f" or cell.hyperlink]
