"""How fast figures are read, all fields, on one core, beside the libraries that come nearest.

Every reader gets the same documents, at least 1 MB of UTF-8: the reports in seeds/ repeated, or with
`--text labelled` the labelled plain texts of the tests, which hold five times as many figures a line. Prints
characters a second and ratios; `make bench` sets the peers up. The first row is what the peers do, and more:
every field of a figure; the second adds the metric and the observations. Seconds are those that the one core
worked for the reader, so that what else the machine does counts for nobody.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from etl.catalogue import load_catalogue
from etl.observe import observe
from etl.paths import ROOT, SEEDS
from etl.readers import read
from etl.reading.figures import read_figures

PEERS = {"Recognizers-Text": "recognizers.py", "JioNLP (money, time)": "jio.py"}
FOLDERS = {"seeds": SEEDS, "labelled": ROOT / "tests" / "labelled"}
ONE_MEGABYTE = 1_000_000
PASSES = 5
"""Half a second is too short to measure: the mean of so many passes counts."""


def documents(least_bytes: int, folder: Path = SEEDS) -> list[str]:
    """Return the clean texts of a folder, repeated to at least `least_bytes` bytes of UTF-8 in all."""
    files = sorted(folder.glob("*.txt"))
    texts = [read(file.read_bytes(), file.name).text for file in files]
    once = sum(len(text.encode()) for text in texts)
    return texts * -(-least_bytes // once)


def read_all(texts: list[str]) -> tuple[float, float, int]:
    """Return the seconds of a pass of reading, of one with observing, and the number of figures."""
    catalogue = load_catalogue()
    observe("warm-up", read_figures(texts[0]), catalogue)
    read_in = observed_in = 0.0
    for _ in range(PASSES):
        start = time.process_time()
        readings = [read_figures(text) for text in texts]
        read_in += time.process_time() - start
        for reading in readings:
            observe("bench", reading, catalogue)
        observed_in += time.process_time() - start
    return read_in / PASSES, observed_in / PASSES, sum(len(reading.figures) for reading in readings)


def run_peer(python: str, script: str, texts: list[str]) -> tuple[float, int]:
    """Run a peer's script in its own environment over the same texts; return seconds and findings."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(texts, file)
        file.flush()
        command = [python, Path(__file__).parent / "peers" / script, file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    result = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
    return result["seconds"], result["found"]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", help="the Python of an environment with bench/peers/requirements.lock")
    parser.add_argument("--bytes", type=int, default=ONE_MEGABYTE, help="least size of the text")
    parser.add_argument("--text", choices=FOLDERS, default="seeds", help="which texts to read")
    options = parser.parse_args()
    texts = documents(options.bytes, FOLDERS[options.text])
    characters = sum(map(len, texts))
    print(f"{characters:,} characters, {sum(len(t.encode()) for t in texts):,} bytes, {len(texts)} documents")
    read_in, observed_in, found = read_all(texts)
    ours = characters / read_in
    print(f"{'reader':24} {'characters/s':>12} {'found':>8}  zhibiao, all fields, is faster by")
    print(f"{'zhibiao, all fields':24} {ours:12,.0f} {found:8,}")
    print(f"{'zhibiao, with metrics':24} {characters / observed_in:12,.0f} {found:8,}")
    for name, script in PEERS.items() if options.peers else ():
        seconds, found = run_peer(options.peers, script, texts)
        speed = characters / seconds
        print(f"{name:24} {speed:12,.0f} {found:8,}  {ours / speed:.1f} times")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
