#!/usr/bin/env python3
"""Measures how fast XML is imported, beside xmllint --stream and lxml's iterparse, on one core.

    xml_speed.py ISTHMUS FILE...

Each is run three times in turn on each file, pinned to one processor, and the median of the processor
time counts: that of the import covers the start of the program, parsing, the dialect and the writing
of the records to a file. lxml is left out where it is not installed.
"""
import importlib.util
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

ITERPARSE = """
import sys
from lxml import etree
for _, element in etree.iterparse(sys.argv[1], events=("end",), huge_tree=True):
    element.clear()
"""


def commands(isthmus, path, scratch):
    yield "import", [isthmus, "corpus", "import", "--quiet", path, "--out", f"{scratch}/records.txt"]
    yield "xmllint", ["xmllint", "--stream", "--noout", "--huge", path]
    if importlib.util.find_spec("lxml"):
        yield "lxml", [sys.executable, "-c", ITERPARSE, path]


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, preexec_fn=lambda: os.sched_setaffinity(0, {0}))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(isthmus, path, scratch, rounds=3):
    times = {}
    for _ in range(rounds):
        for name, command in commands(isthmus, path, scratch):
            times.setdefault(name, []).append(seconds(command))
    return {name: statistics.median(values) for name, values in times.items()}


def main():
    isthmus, *paths = sys.argv[1:]
    print("| file | MB | import MB/s | xmllint MB/s | lxml MB/s | of xmllint | times lxml |\n" + "|---" * 7 + "|")
    with tempfile.TemporaryDirectory() as scratch:
        for path in map(pathlib.Path, paths):
            megabytes = path.stat().st_size / 1e6
            times = measure(isthmus, str(path), scratch)
            lxml = times.get("lxml")
            rates = " | ".join(f"{megabytes / t:.0f}" for t in (times["import"], times["xmllint"]))
            print(f"| {path.stem} | {megabytes:.1f} | {rates} | {megabytes / lxml if lxml else 0:.0f} | "
                  f"{100 * times['xmllint'] / times['import']:.0f} % | "
                  f"{lxml / times['import'] if lxml else 0:.1f} |", flush=True)


main()
