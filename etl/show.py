"""What the verbs print: lines of text made of what the pipeline gives, in the language of the command."""

import re
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl import numbers
from etl.build import Built
from etl.changes import Change
from etl.derive.implied import number
from etl.explain import Chain
from etl.listing import Row
from etl.readers import problems
from etl.scoring import Scored
from etl.tables import Tables, rows_of
from etl.verbs import lang_of, say
from etl.vintages import Ladder

MOST = 20
_AROUND = 24
_EXACT, _FINE = 12, 6
"""Digits of what a report states, and of what is worked out."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def built(result: Built, out: Path) -> Iterator[str]:
    """Yield what a build did: counts, then revised and vanished observations, then findings."""
    for what in ("reports", "figures", "observations"):
        count = getattr(result.changes, what)
        numbers = {name: len(getattr(count, name)) for name in ("new", "changed", "gone")}
        yield say("build.count", what=say(f"build.{what}"), total=result.rows[what], **numbers)
    for kind in ("changed", "gone", "new"):
        found = result.changes.of("observation", kind)
        yield from (_change(change) for change in found[:MOST])
        if len(found) > MOST:
            yield say("build.more", count=len(found) - MOST)
    yield say("build.findings", count=sum(result.findings.values()), **result.findings)
    yield say("build.done", out=out, version=result.version)


def troubles(result: Built) -> Iterator[str]:
    """Yield what was wrong: reports that could not be read, decisions without a finding."""
    if result.aside:
        yield say("build.aside", count=len(result.aside))
    if result.problems:
        yield say("build.problems", count=len(result.problems))
    for file, problem in result.problems:
        yield say("build.problem", file=file, problem=problems.say(problem, lang_of()))
    for name in result.stray_decisions:
        yield say("build.stray", id=name)


def _change(change: Change) -> str:
    """Return a line about one observation: of what, when, and its value before and after."""
    row = change.row
    values = (change.value("old"), change.value("new"))
    old, new = ("" if v is None else said(v, row["unit"]) for v in values)
    time = "/".join(filter(None, dict.fromkeys((row["period_start"], row["period_end"]))))
    about = " ".join(filter(None, (row["metric"], row["place"], time)))
    if row["transform"] != "level":
        about += f" ({row['transform']})"
    about += f" [{row['report'] or row['method']}]"
    return say(f"build.one_{change.kind}", about=about, old=old, new=new)


def figures(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a table of figures with each one underlined in its sentence."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("surface", "value", "unit", "time", "place", "fate", "sentence"):
        table.add_column(
            say(f"column.{name}"), justify="right" if name == "value" else "left", overflow="fold"
        )
    rows = list(rows)
    if not rows:
        return
    for row in rows:
        table.add_row(
            Text(row["surface"] or ""),
            _number(row["value"]) if row["value"] is not None else "",
            row["unit"] or "",
            "/".join(filter(None, dict.fromkeys((row["period_start"], row["period_end"])))),
            row["place"] or "",
            row["metric"] or row["fate"],
            _marked(row["sentence"], row["surface"]),
        )
    yield _drawn(table)


def chains(found: Iterable[Chain], tables: Tables) -> Iterator[str]:
    """Yield the way from each value to its sentence, inputs indented below what is worked out from them."""
    language = lang_of()
    names = {
        kind: dict(zip(frame[kind], frame[f"name_{language}"], strict=True))
        for kind, frame in (("metric", tables.metrics), ("place", tables.places))
    }
    for chain in found:
        yield from (f"{line}\n" for line in _chain(chain, names))
        yield "\n"


def ladders(found: Iterable[Ladder], tables: Tables) -> Iterator[str]:
    """Yield what several reports said of one point, the earliest known first, each with its sentence."""
    by_id = {row["figure"]: row for row in rows_of(tables.figures)}
    links = tables.observation_figures
    for ladder in found:
        metric, place, _, _, _, start, end, _ = ladder.point
        about = " ".join(filter(None, (metric, place, "/".join(filter(None, dict.fromkeys((start, end)))))))
        yield say("explain.ladder", point=about) + "\n"
        for rung in ladder.rungs:
            stating = list(links.loc[links["observation"] == rung["observation"], "figure"])
            value = {
                "value": said(rung["value"], rung["unit"], _word(by_id[name] for name in stating)),
                "since": rung["known_since"] or say("unknown"),
                "method": word(rung["method"]),
            }
            yield say("explain.rung", **{**rung, **value}) + "\n"
            for name in stating:
                yield "    " + say("explain.sentence", sentence=_bracketed(by_id[name]).strip()) + "\n"


def meanings(found: Iterable[Chain], tables: Tables) -> Iterator[str]:
    """Show where the values stand in the yearly view, and what does not fit together about their figures."""
    chains_of = list(found)
    about = {chain.observation["observation"] for chain in chains_of}
    for row in tables.annual[tables.annual["observation"].isin(about)].to_dict("records"):
        chosen = "preferred" if row["preferred"] else "kept"
        why = row.get("preferred_by")
        values = {**row, "basis": word(row["basis"]), "why": "" if pd.isna(why) else f"({word(why)})"}
        yield say(f"explain.{chosen}", **values).rstrip() + "\n"
    figures = {figure["figure"] for chain in chains_of for figure in chain.figures}
    links = tables.finding_figures
    touching = links.loc[links["figure"].isin(figures), "finding"]
    for row in tables.findings[tables.findings["finding"].isin(touching)].to_dict("records"):
        yield finding(row) + "\n"


def findings(tables: Tables, **asked: str | None) -> Iterator[str]:
    """Yield the findings of which each column that is asked for has the value asked for, gravest first."""
    shown = 0
    for row in tables.findings.to_dict("records"):
        if all(wanted in (None, row[name]) for name, wanted in asked.items()):
            shown += 1
            yield f"{row['finding']}  {row['kind']}\n  {finding(row)}\n"
    yield say("findings.count", count=shown) + "\n"


def finding(row: Row) -> str:
    """Return a finding in a line: severity, state, message, and why a person set the state."""
    by = [row["decided_by"]] if not pd.isna(row["decided_by"]) else []
    by += [f"{row['decided_on']:%Y-%m-%d}"] if not pd.isna(row["decided_on"]) else []
    reason = "" if pd.isna(row["reason"]) else row["reason"]
    reason += say("explain.decided", by=" ".join(by)) if by else ""
    names = {name: word(row[name]) for name in ("severity", "state")}
    return say("explain.finding", **names, message=row[f"message_{lang_of()}"], reason=reason).rstrip()


def word(code: str) -> str:
    """Return a code of the tables as a word of the running language."""
    return say(f"word.{code}")


def said(value: float, unit: str, measure_word: str = "", digits: int = _EXACT) -> str:
    """Return a value with its unit for people, to so many digits."""
    return numbers.say(value, unit, lang_of(), unit_text=measure_word, digits=digits)


def scores(scored: Scored, errors: bool) -> Iterator[str]:
    """Yield a table of scores, and every miss when asked for."""
    head, *lines = scored.table
    table = Table(box=SIMPLE_HEAD, title=f"{scored.path} ({scored.kind})", title_justify="left")
    for name in head:
        table.add_column(name, justify="left" if name == "document" else "right", no_wrap=True)
    for line in lines:
        table.add_row(*line)
    yield _drawn(table, 200)
    if errors:
        yield from (f"{doc}: {miss}\n" for doc, score in scored.documents.items() for miss in score.misses)


def _chain(chain: Chain, names: dict[str, dict[str, str]], indent: str = "") -> Iterator[str]:
    o = chain.observation
    place = names["place"].get(o["place"], say("unknown"))
    yield indent + say(
        "explain.value", name=names["metric"][o["metric"]], metric=o["metric"], place=place, time=_time(o)
    )
    yield indent + "  " + _value(chain)
    if o["formula"]:
        yield indent + "  " + say("explain.formula", formula=_formula(chain), method=word(o["method"]))
    if o["correction"]:
        yield indent + "  " + say("explain.correction", correction=o["correction"])
    for figure in chain.figures:
        yield indent + "  " + say("explain.figure", figure=figure["figure"])
        yield indent + "  " + say("explain.rule", rule=figure["rule"])
        yield indent + "  " + say("explain.sentence", sentence=_bracketed(figure))
        if chain.report:
            yield from (f"{indent}  {line}" for line in _report(chain.report, figure))
    for role, below in chain.inputs:
        yield indent + "  " + say("explain.input", role=word(role))
        yield from _chain(below, names, indent + "    ")


def _value(chain: Chain) -> str:
    """Return the value of a chain for people and in digits, with what its words allow and its measure."""
    o, measure_word, fine = chain.observation, _word(chain.figures), _FINE
    if o["method"] == "stated":
        fine = _EXACT
    people, *ends = (
        say("open_end") if o[name] is None else said(o[name], o["unit"], measure_word, fine)
        for name in ("value", "low", "high")
    )
    exact = _number(o["value"])
    if exact not in people.replace(",", ""):
        people += say("explain.digits", digits=exact)
    if o["bound"] != "exact":
        people += say("explain.allowed", bound=word(o["bound"]), ends=" … ".join(ends))
    basis = word(o["measure_basis"])
    return say("explain.number", value=people, measure=word(o["measure"]), basis=basis)


def _formula(chain: Chain) -> str:
    """Return the formula with its inputs as people write them."""
    people = {
        number(c.observation["value"]): said(c.observation["value"], c.observation["unit"], _word(c.figures))
        for _, c in chain.inputs
        if c.observation["unit"] != "percent"
    }
    return _NUMBER.sub(lambda found: people.get(found[0], found[0]), chain.observation["formula"])


def _word(figures: Iterable[Row]) -> str:
    """Return the measure word that the first figure is counted in."""
    first = next(iter(figures), None)
    return (first["unit_text"] or "") if first and first["kind"] == "count" else ""


def _report(report: Row, figure: Row) -> Iterator[str]:
    unknown = say("unknown")
    day = report["written"] or report["published"] or unknown
    yield say("explain.report", report=report["report"], title=report["title"] or say("untitled"))
    yield say(
        "explain.source", publisher=report["publisher"] or unknown, date=day, url=report["url"] or unknown
    )
    where = {name: figure[name] for name in ("start", "end")}
    yield say("explain.hash", file=report["file"], sha256=report["sha256"], **where)


def _time(o: Row) -> str:
    start, end = o["period_start"], o["period_end"]
    return "/".join(str(day) for day in dict.fromkeys((start, end)) if day) or say("unknown")


def _marked(sentence: str | None, surface: str | None) -> Text:
    """Return the part of a sentence around its figure, the figure underlined."""
    position = (sentence or "").find(surface or "\0")
    if position < 0:
        return Text((sentence or "")[: 2 * _AROUND])
    first, last = max(0, position - _AROUND), position + len(surface) + _AROUND
    text = Text(sentence[first:last].replace("\n", " "))
    text.stylize("underline bold", position - first, position - first + len(surface))
    return text


def _bracketed(figure: Row) -> str:
    return (figure["sentence"] or "").replace(figure["surface"] or "\0", f"【{figure['surface']}】")


def _number(value: float) -> str:
    return f"{value:.12g}" if value % 1 else f"{int(value)}"


def _drawn(table: Table, width: int | None = None) -> str:
    """Return a table as text: coloured and as wide as the screen on a terminal, plain and wide elsewhere."""
    screen = Console()
    paper = StringIO()
    wide = screen.width if screen.is_terminal else max(width or 0, 160)
    Console(file=paper, width=wide, force_terminal=screen.is_terminal).print(table)
    return paper.getvalue()
