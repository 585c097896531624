"""How fast pictures are made, beside Kaleido: the same figures, in one run, on one machine.

Ours draws every chart in every named size in one browser, records of sources and all; Kaleido gets the same
figures in its own best batch call (one tab and two), and one call a chart for some of them. Every time holds
the start of the browser and the writing of the files.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import kaleido

from dashboard import charts, data, export, look, pictures
from etl.paths import ROOT

TABS = (1, 2)


def wishes(tables: data.Data, most: int | None) -> list[pictures.Wish]:
    """Return a wish for every chart (the first `most`) in every named size."""
    chosen = list(charts.charts(tables).values())[:most]
    return [pictures.Wish(chart, size, "zh") for chart in chosen for size in look.SIZES]


def ours(tables: data.Data, wanted: list[pictures.Wish], out: Path) -> None:
    """Write all pictures as `zhibiao png` does."""
    renderer = export.Renderer()
    failed = [one for one in pictures.make(tables, wanted, out, renderer) if one.problem]
    renderer.close()
    if failed:
        raise SystemExit(f"{failed[0].wish.name}: {failed[0].problem}")


def batch(tables: data.Data, wanted: list[pictures.Wish], out: Path, tabs: int) -> None:
    """Write the same figures in one call of Kaleido."""
    figures = (
        {"fig": pictures.drawn(tables, wish), "path": str(out / wish.name), "opts": {"scale": 1}}
        for wish in wanted
    )
    kaleido.write_fig_from_object_sync(figures, kopts={"n": tabs})


def single(tables: data.Data, wanted: list[pictures.Wish], out: Path) -> None:
    """Write figures with a call of Kaleido for each."""
    for wish in wanted:
        kaleido.write_fig_sync(pictures.drawn(tables, wish), path=str(out / wish.name), opts={"scale": 1})


def seconds(work: Callable, *given: object) -> float:
    """Return how long `work` takes with a fresh folder as its last argument."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        work(*given[:2], Path(folder), *given[2:])
        taken = time.perf_counter() - start
        if len(list(Path(folder).iterdir())) != len(given[1]):
            raise SystemExit(f"{work.__name__} did not write every picture")
    return taken


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT / "data" / "curated")
    options.add_argument("--charts", type=int, help="only the first so many charts")
    options.add_argument("--calls", type=int, default=10, help="how many single calls of Kaleido to time")
    asked = options.parse_args()
    tables = data.load(asked.data)
    wanted = wishes(tables, asked.charts)
    own = seconds(ours, tables, wanted) / len(wanted)
    print(f"{len(wanted)} pictures: {len(wanted) // len(look.SIZES)} charts in {len(look.SIZES)} sizes")
    print(f"{'exporter':24} {'s a picture':>12}  ours is faster by")
    print(f"{'zhibiao':24} {own:12.3f}")
    rows = {f"Kaleido, batch, {n} tab(s)": seconds(batch, tables, wanted, n) / len(wanted) for n in TABS}
    few = wanted[:: -(-len(wanted) // asked.calls)]
    rows["Kaleido, a call a chart"] = seconds(single, tables, few) / len(few)
    for name, taken in rows.items():
        print(f"{name:24} {taken:12.3f}  {taken / own:.1f} times", flush=True)


if __name__ == "__main__":
    main()
