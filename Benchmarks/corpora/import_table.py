#!/usr/bin/env python3
"""Imports every file of sets of public data and writes a table: records, rejects, faults, speed.

    import_table.py ISTHMUS FOLDER [SET...] > table.md

FOLDER holds a folder for each set; a set is imported by one command. A file that is refused, or broken
off at a fault, counts with the first words of its message. Speed is of the processor's time, which the
other work of a machine changes little; the start of the program is included.
"""
import collections
import datetime
import json
import pathlib
import platform
import re
import resource
import subprocess
import sys
import tempfile

SETS = {
    "mediawiki": "*.xml", "tei_eltec": "**/*.xml", "tei_freedict": "*.tei", "jats_pubmed": "*.nxml",
    "tmx_xliff": ["**/*.tmx", "**/*.xl*f*", "**/*.po"], "docbook": "**/*.xml", "cml": ["**/*.cml", "**/*.xml"],
    "feeds_feedparser": "**/*.xml", "html_readability": "*/source.html", "legacy_encodings": "uchardet/*/*",
    "xml_libxml2": "**/*", "tatoeba": "*", "ptb": "*.txt", "tinyshakespeare": "*.txt",
    "chembl": "*.smi", "zinc250k": "*.smi",
}


def files(folder, patterns):
    patterns = [patterns] if isinstance(patterns, str) else patterns
    return sorted({path for pattern in patterns for path in folder.glob(pattern) if path.is_file()})


def kind(message):
    """The kind of a fault: its message without the place, names and numbers."""
    message = re.sub(r"^isthmus: (warning|error): \S+?(:\d+)*: ", "", message)
    return re.sub(r"'[^']*'|<[^>]*>|\d+", "…", re.split(r"[;,]", message)[0])[:70]


def measure(isthmus, paths):
    with tempfile.TemporaryDirectory() as scratch:
        rejects = pathlib.Path(scratch) / "rejects.jsonl"
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [isthmus, "corpus", "import", *map(str, paths), "--rejects", str(rejects)]
        result = subprocess.run(command, capture_output=True, timeout=600)
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        lines = rejects.read_text().splitlines() if rejects.exists() else []
    messages = result.stderr.decode("utf-8", "replace").splitlines()
    known = {str(path) for path in paths}
    # Rejects are told in the same form as faults.
    places = {":".join([json.loads(line)["source"], str(json.loads(line)["line"])]) for line in lines}
    faults = collections.Counter()
    for message in messages:
        match = re.match(r"isthmus: (?:warning|error): (.+?)(:\d+)?(:\d+)?: ", message)
        if match and match[1] in known and match[1] + (match[2] or "") not in places:
            faults[kind(message)] += 1
    if result.returncode not in (0, 65):
        faults[f"exit code {result.returncode}"] += 1
    reasons = collections.Counter(json.loads(line)["reason"] for line in lines)
    if messages and "no record could be read; rejected: " in messages[-1]:
        faults.clear()
    seconds = end.ru_utime - start.ru_utime + end.ru_stime - start.ru_stime
    return result.stdout.count(b"\n"), reasons, faults, seconds


def listed(counter):
    return ", ".join(f"{count} {name}" for name, count in counter.most_common(4)) or "–"


def main():
    isthmus, folder, *chosen = sys.argv[1:]
    info = subprocess.run([isthmus, "--version"], capture_output=True, text=True).stdout.strip()
    print(f"{info.capitalize()}, {datetime.date.today()}, {platform.machine()}, {platform.system()}.\n")
    print("| set | files | MB | records | rejects | files refused or broken off | MB/s |\n|---|---|---|---|---|---|---|")
    for name in chosen or SETS:
        paths = files(pathlib.Path(folder) / name, SETS[name])
        megabytes = sum(path.stat().st_size for path in paths) / 1e6
        records, rejects, faults, seconds = measure(isthmus, paths)
        print(f"| {name} | {len(paths)} | {megabytes:.2f} | {records} | {listed(rejects)} | "
              f"{listed(faults)} | {megabytes / max(1e-9, seconds):.1f} |", flush=True)


main()
