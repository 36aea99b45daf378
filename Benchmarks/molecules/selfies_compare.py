#!/usr/bin/env python3
"""Compares `isthmus selfies` with the package selfies 2.2.0, both ways, on files of SMILES.

    selfies_compare.py PATH/TO/isthmus FILE... [--fuzz N]

A file is SMILES a line, or CSV with a column `smiles`. Prints a table: records, those that the
package refuses, those where the two differ, and megabytes of input a second of both. With --fuzz,
N strings of random symbols are decoded, too. Ends with code 1 when there is a difference.
"""

import argparse
import csv
import gzip
import pathlib
import random
import subprocess
import sys
import time

import selfies

EXTRA = """
[nop] [epsilon] . [C@H1] [C@@H1] [C@] [C@@] [/C] [\\C] [/N] [=N+1] [NH1+1] [13C] [=13CH1] [2H]
[Na+1] [Fe] [CH0] [CH2] [CH4] [UH8] [Se] [=Se] [SiH2] [/C@@H1] [\\C@H1] [S@@] [P@] [-/Ring1]
[/-Ring1] [//Ring1] [\\/Ring2] [-\\Ring1] [\\\\Ring3] [=Ring3] [#Ring2] [Ring3] [Branch3]
[=Branch3] [#Branch3] [O-1] [C-1] [Xx] [#C+1] [=B-1] [#P] [#S] [NH0] [C@@H0] [13CH0] [00C] [N-2]
""".split()


def smiles(path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt") as file:
        if ".csv" in path.suffixes or ".txt" in path.suffixes:
            rows = csv.reader(file)
            header = [name.lower() for name in next(rows)]
            column = header.index("smiles")
            return [row[column] for row in rows if row]
        return [line.split()[0] for line in file if line.strip()]


def random_symbols(count):
    generator = random.Random(7)
    alphabet = sorted(selfies.get_semantic_robust_alphabet())
    rings = "[Ring1] [Ring2] [=Ring1] [Branch1] [=Branch1] [#Branch1] [Branch2] [C] [C] [N] [=C]"
    rings = rings.split()
    for number in range(count):
        pool = [alphabet, alphabet + EXTRA, rings + EXTRA, rings, EXTRA + alphabet + 4 * rings]
        length = generator.choice([1, 2, 3, 5, 8, 13, 20, 30, 60])
        yield "".join(generator.choice(pool[number % 5]) for _ in range(length))


def package(function, lines):
    def attempt(line):
        try:
            return function(line)
        except Exception:
            return None

    start = time.perf_counter()
    results = [attempt(line) for line in lines]
    return results, time.perf_counter() - start


def isthmus(tool, command, lines):
    data = "".join(line + "\n" for line in lines).encode()
    start = time.perf_counter()
    run = subprocess.run(
        [tool, "selfies", command, "-q"], input=data, capture_output=True, check=False
    )
    seconds = time.perf_counter() - start
    return [line or None for line in run.stdout.decode().split("\n")[:-1]], seconds


def compare(tool, name, command, lines):
    function = selfies.encoder if command == "encode" else selfies.decoder
    theirs, their_seconds = package(function, lines)
    theirs = [result or None for result in theirs]
    ours, our_seconds = isthmus(tool, command, lines)
    refused = sum(result is None for result in theirs)
    pairs = list(zip(lines, theirs, ours, strict=True))
    different = [pair for pair in pairs if pair[1] != pair[2]]
    for line, their, our in different[:3]:
        print(f"  {line}\n    selfies: {their}\n    isthmus: {our}", file=sys.stderr)
    size = sum(len(line) + 1 for line in lines) / 1e6
    print(
        f"| {name} | {command} | {len(lines):,} | {refused:,} | {len(different):,} |"
        f" {size / our_seconds:.1f} | {size / their_seconds:.2f} |",
        flush=True,
    )
    return len(different), theirs


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tool")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--fuzz", type=int, default=0)
    arguments = parser.parse_args()
    print("| set | direction | records | refused by both | different | MB/s | MB/s of selfies |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    differences = 0
    for path in arguments.files:
        count, encoded = compare(arguments.tool, path.name, "encode", smiles(path))
        differences += count
        texts = [text for text in encoded if text]
        differences += compare(arguments.tool, path.name, "decode", texts)[0]
    if arguments.fuzz:
        lines = list(random_symbols(arguments.fuzz))
        differences += compare(arguments.tool, "random symbols", "decode", lines)[0]
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
