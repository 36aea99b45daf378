#!/usr/bin/env python3
"""Reads, checks and tokenizes every set of molecules of a folder and writes a table.

    molecule_table.py ISTHMUS FOLDER [SET...] > table.md

FOLDER holds a folder for each set. A set is read by `corpus import`, checked by `--canonical`, learnt
by `vocab train --model smiles`, encoded to ids and decoded, and turned into SELFIES and back. "Round
trips" are lines that come back as they were, and, for SELFIES, molecules whose canonical SMILES come
back. MB are of the records; MB/s is of the processor's time, the start of the program included.
"""
import collections
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

SETS = {
    "moses": (["moses/dataset/data/train.csv.gz"], ["--select", "SMILES"]),
    "zinc250k": (["zinc250k_train.smi", "zinc250k_valid.props.csv"], []),
    "qm9": (["qm9.csv", "0SelectedSMILES_QM9.txt"], ["--as", "csv", "--select", "smiles"]),
    "chembl": (["*.smi"], []),
    "moleculenet": (["*.csv"], ["--select", "smiles"]),
    "hgraph": (["**/*.txt"], ["--as", "smi"]),
    "smiles_hard": (["**/*.smi"], ["--as", "smi"]),
}


def run(isthmus, *arguments, text=None):
    """The output, and the seconds of processor time."""
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run([isthmus, *map(str, arguments)], input=text, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, check=False)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return result.stdout, end.ru_utime - start.ru_utime + end.ru_stime - start.ru_stime


def imported(isthmus, paths, options, scratch):
    """What an import prints, the reasons of its rejects, and its seconds."""
    rejects = scratch / "rejects.jsonl"
    rejects.unlink(missing_ok=True)
    output, seconds = run(isthmus, "corpus", "import", *paths, *options, "--rejects", rejects, "-q")
    reasons = collections.Counter(json.loads(line)["reason"] for line in rejects.read_text().splitlines())
    return output, reasons, seconds


def canonical(isthmus, text):
    """The canonical SMILES of lines, by their number."""
    output, _ = run(isthmus, "corpus", "import", "-", "--as", "smi", "--canonical", "--json", "-q", text=text)
    records = map(json.loads, output.splitlines())
    return {record["line"]: record["text"] for record in records}


def selfies(isthmus, lines):
    """How many molecules SELFIES express, how many there are, and how many come back as others."""
    symbols, _ = run(isthmus, "selfies", "encode", "-q", text=lines)
    back, _ = run(isthmus, "selfies", "decode", "-q", text=symbols)
    before, after, symbols = canonical(isthmus, lines), canonical(isthmus, back), symbols.split(b"\n")
    expressed = {number: text for number, text in before.items() if symbols[number - 1]}
    different = sum(after.get(number) != text for number, text in expressed.items())
    return len(expressed), len(before), different


def listed(counter):
    return ", ".join(f"{count:,} {name}" for name, count in counter.most_common()) or "–"


def row(isthmus, name, paths, options, scratch):
    lines, rejects, seconds = imported(isthmus, paths, options, scratch)
    records, size = lines.count(b"\n"), len(lines) / 1e6
    text = scratch / "records.smi"
    text.write_bytes(lines)
    checked, invalid, check_seconds = imported(isthmus, [text], ["--as", "smi", "--canonical"], scratch)
    molecules = checked.count(b"\n")
    vocabulary = scratch / "vocabulary.json"
    run(isthmus, "vocab", "train", text, "--as", "smi", "--model", "smiles", "--out", vocabulary, "-q")
    tokens = len(json.loads(vocabulary.read_text())["model"]["vocab"])
    ids, _ = run(isthmus, "vocab", "encode", "--vocab", vocabulary, text, "-q")
    decoded, _ = run(isthmus, "vocab", "decode", "--vocab", vocabulary, "-q", text=ids)
    same = sum(a == b for a, b in zip(lines.split(b"\n"), decoded.split(b"\n"))) - 1
    expressed, valid, different = selfies(isthmus, lines)
    return (f"| {name} | {len(paths)} | {records:,} | {listed(rejects)} | {size / seconds:.1f} | "
            f"{molecules:,} | {listed(invalid)} | {size / check_seconds:.2f} | {tokens:,} | "
            f"{same:,} of {records:,} | "
            f"{expressed - different:,} of {valid:,}, {different:,} as others |")


def main():
    isthmus, folder, *chosen = sys.argv[1:]
    print("| set | files | records | rejects | MB/s | molecules by RDKit | rejects | MB/s | tokens "
          "| round trips of tokens | of SELFIES |\n|" + "---|" * 11)
    with tempfile.TemporaryDirectory() as scratch:
        for name in chosen or SETS:
            patterns, options = SETS[name]
            root = pathlib.Path(folder) / name
            paths = sorted(path for pattern in patterns for path in root.glob(pattern))
            print(row(isthmus, name, paths, options, pathlib.Path(scratch)), flush=True)


main()
