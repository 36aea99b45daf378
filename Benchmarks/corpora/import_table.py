#!/usr/bin/env python3
"""Imports every file of sets of public data and writes a table: records, rejects, faults, speed.

    import_table.py ISTHMUS FOLDER [SET...] > table.md

FOLDER holds a folder for each set. A file that is refused as a whole counts with the first words
of its message. Times are of the process, its start included; one file after the other.
"""
import collections
import datetime
import json
import pathlib
import platform
import re
import subprocess
import sys
import tempfile
import time

SETS = {
    "mediawiki": "*.xml", "tei_eltec": "**/*.xml", "tei_freedict": "*.tei", "jats_pubmed": "*.nxml",
    "tmx_xliff": ["**/*.tmx", "**/*.xl*f*", "**/*.po"], "docbook": "**/*.xml", "cml": ["**/*.cml", "**/*.xml"],
    "feeds_feedparser": "**/*.xml", "html_readability": "*/source.html", "legacy_encodings": "**/*.*",
    "xml_libxml2": ["*.xml", "errors/*", "recurse/*", "valid/*"], "tatoeba": "*", "ptb": "*.txt", "zinc250k": "*.smi",
}


def files(folder, patterns):
    patterns = [patterns] if isinstance(patterns, str) else patterns
    return sorted({path for pattern in patterns for path in folder.glob(pattern) if path.is_file()})


def run(isthmus, path, rejects):
    start = time.perf_counter()
    command = [isthmus, "corpus", "import", str(path), "--rejects", rejects]
    result = subprocess.run(command, capture_output=True, timeout=60)
    return result, time.perf_counter() - start


def reason(message):
    """The kind of a fault: its message without the place, names and numbers."""
    text = re.sub(r"^(isthmus: |warning: |error: )*\S+?(:\d+)*: ", "", message.strip())
    return re.sub(r"'[^']*'|<[^>]*>|\d+", "…", text.split(";")[0])[:60]


def measure(isthmus, folder, patterns):
    row = {"files": 0, "bytes": 0, "seconds": 0.0, "records": 0, "refused": collections.Counter(), "rejects": collections.Counter()}
    with tempfile.TemporaryDirectory() as scratch:
        rejects = pathlib.Path(scratch) / "rejects.jsonl"
        for path in files(folder, patterns):
            result, seconds = run(isthmus, path, str(rejects))
            row["files"] += 1
            row["bytes"] += path.stat().st_size
            row["seconds"] += seconds
            row["records"] += result.stdout.count(b"\n")
            if result.returncode not in (0, 65):
                row["refused"][f"exit code {result.returncode}"] += 1
            elif result.returncode == 65:
                row["refused"][reason(result.stderr.decode("utf-8", "replace").splitlines()[-1])] += 1
            if rejects.exists():
                for line in rejects.read_text().splitlines():
                    row["rejects"][json.loads(line)["reason"]] += 1
                rejects.unlink()
    return row


def listed(counter):
    return ", ".join(f"{count} {name}" for name, count in counter.most_common(4)) or "–"


def main():
    isthmus, folder, *chosen = sys.argv[1:]
    info = subprocess.run([isthmus, "--version"], capture_output=True, text=True).stdout.strip()
    print(f"Isthmus {info}, {datetime.date.today()}, {platform.machine()}, {platform.system()}.\n")
    print("| set | files | MB | records | rejects | files refused | MB/s |\n|---|---|---|---|---|---|---|")
    for name in chosen or SETS:
        row = measure(isthmus, pathlib.Path(folder) / name, SETS[name])
        megabytes = row["bytes"] / 1e6
        print(f"| {name} | {row['files']} | {megabytes:.1f} | {row['records']} | {listed(row['rejects'])} | "
              f"{listed(row['refused'])} | {megabytes / max(1e-9, row['seconds']):.1f} |", flush=True)


main()
