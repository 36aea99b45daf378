#!/usr/bin/env python3
"""Cuts files of each format at random places, imports what is left, and writes a table of how that ends.

    hostile_cuts.py ISTHMUS SCRATCH SEEDS [--cuts N] > table.md

SEEDS is Fuzz/Seeds, with files of each format of corpora; one of each is cut, and lines of text compressed
with each program. A file that is cut must be refused, or read up to the cut and told to be broken off; of
lines and tables, that end anywhere, nobody can tell.
"""
import argparse
import bz2
import collections
import gzip
import lzma
import pathlib
import random

from hostile import run
from hostile_inputs import IMPORT, sentences, zstd

SMALL = {"text": "lines", "csv": "quoted", "tsv": "plain", "jsonl": "objects", "json": "nested",
         "smi": "names", "sdf": "ethanol", "po": "catalogue", "html": "page"}
COMPRESSED = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstd}


def samples(seeds):
    """Name, arguments and bytes of each file to cut."""
    for form, name in SMALL.items():
        yield form, ("--as", form), (seeds / form / name).read_bytes()
    for path in sorted((seeds / "xml").iterdir()):
        if path.name not in ("path", "entities"):
            yield f"xml, {path.name}", (), path.read_bytes()
    for suffix, compress in COMPRESSED.items():
        yield f"text, .{suffix}", (), compress(sentences())


def said(code, lines, path):
    """How a command tells that its file was cut: an error with a place, a warning, or nothing."""
    if code not in (0, 65):
        return f"code {code}"
    told = any(str(path) in line and ("error" in line or "warning" in line) for line in lines)
    return ("refused" if code else "told") if told else ("code 65" if code else "read")


def row(isthmus, path, arguments, data, cuts):
    ends = []
    choice = random.Random(len(data))
    for _ in range(cuts):
        path.write_bytes(data[:choice.randrange(1, len(data))])
        code, lines, seconds, megabytes, _ = run(isthmus, (*IMPORT, path, *arguments))
        ends.append((said(code, lines, path), seconds, megabytes))
    return collections.Counter(end[0] for end in ends), max(e[1] for e in ends), max(e[2] for e in ends)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("isthmus")
    parser.add_argument("scratch", type=pathlib.Path)
    parser.add_argument("seeds", type=pathlib.Path)
    parser.add_argument("--cuts", type=int, default=50)
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    print("| file | bytes | refused | read up to the cut, and told | read | otherwise | seconds | MB |")
    print("|---|---|---|---|---|---|---|---|")
    for name, arguments, data in samples(options.seeds):
        path = options.scratch / "cut"
        counts, seconds, megabytes = row(options.isthmus, path, arguments, data, options.cuts)
        known = [counts.pop(kind, 0) for kind in ("refused", "told", "read")]
        others = ", ".join(f"{count} {kind}" for kind, count in counts.items()) or "0"
        print(f"| {name} | {len(data):,} | {' | '.join(map(str, known))} | {others} | {seconds:.2f} | {megabytes:.0f} |",
              flush=True)
        path.unlink()


main()
