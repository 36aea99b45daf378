#!/usr/bin/env python3
"""Draws this folder's sample from the MOSES training set.

    pip download --no-deps molsets==0.3.1
    unzip molsets-0.3.1-py3-none-any.whl 'moses/dataset/data/train.csv.gz'
    python3 sample.py moses/dataset/data/train.csv.gz

Molecules are ranked by the SHA-256 of their SMILES, which is as good as a shuffle and depends on
neither the order of the source nor the version of Python. The first 18,000 become train.smi, the
next 1,000 valid.smi, the next 1,000 test.smi, all written beside this script.
"""

import csv
import gzip
import hashlib
import pathlib
import sys

SPLITS = [("train.smi", 18_000), ("valid.smi", 1_000), ("test.smi", 1_000)]


def rank(smiles: str) -> bytes:
    return hashlib.sha256(smiles.encode("ascii")).digest()


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: sample.py path/to/moses/dataset/data/train.csv.gz")
    with gzip.open(sys.argv[1], "rt", encoding="ascii", newline="") as source:
        molecules = sorted({row["SMILES"] for row in csv.DictReader(source)}, key=rank)

    folder = pathlib.Path(__file__).resolve().parent
    start = 0
    for name, count in SPLITS:
        lines = molecules[start : start + count]
        if len(lines) < count:
            sys.exit(f"the source has too few molecules for {name}")
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
        start += count


if __name__ == "__main__":
    main()
