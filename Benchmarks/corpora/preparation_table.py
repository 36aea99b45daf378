#!/usr/bin/env python3
"""Measures each option that prepares or chooses records, on sets of public data, and writes a table.

    preparation_table.py ISTHMUS FOLDER [SET...] > table.md

FOLDER holds a folder for each set. The text is all sentences of Tatoeba; the captions are those of Multi30k in
four languages, of which many are nearly alike; the molecules are the first 10,000 of ZINC250k. Each option runs
alone. Seconds and MB/s are of the processor's time, the median of three runs, the start of the program and
the reading included; "by itself" takes away what the import without options needs.
"""
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile

TEXT = [
    [], ["--repair-confusables"], ["--repair-mojibake"], ["--controls", "remove"], ["--sentences"],
    ["--min-words", "3"], ["--script", "Latn"], ["--unique"], ["--near-duplicates", "0.8"],
    ["--near-duplicates", "0.5"],
]
MOLECULES = [
    [], ["--canonical"], ["--canonical", "--neutralize"], ["--canonical", "--salts", "strip"],
    ["--canonical", "--salts", "largest"], ["--canonical", "--elements", "C,N,O,S,F,Cl"],
    ["--canonical", "--distinct"], ["--augment", "2"],
]
RUNS = 3


def text_of(paths):
    return b"".join(path.read_bytes().rstrip(b"\n") + b"\n" for path in paths)


def sets(folder, scratch, chosen):
    """The name, file, format and options of each set."""
    folder = pathlib.Path(folder)
    tatoeba = [path for path in sorted((folder / "tatoeba").glob("*")) if path.is_file()]
    captions = sorted((folder / "multi30k").glob("task1/train.??"))
    lines = (folder / "zinc250k" / "zinc250k_train.smi").read_bytes().split(b"\n")[:10_000]
    for name, data, form, options in [
        ("tatoeba", text_of(tatoeba), "text", TEXT),
        ("multi30k", text_of(captions), "text", TEXT),
        ("zinc250k", b"\n".join(lines) + b"\n", "smi", MOLECULES),
    ]:
        if chosen and name not in chosen:
            continue
        path = scratch / name
        path.write_bytes(data)
        yield name, path, form, options


def measure(isthmus, path, form, options):
    """The seconds, and the last message."""
    rejects = path.parent / "rejects.jsonl"
    command = [isthmus, "corpus", "import", path, "--as", form, "--out", "/dev/null", "--rejects", rejects, *options]
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run(command, capture_output=True, check=True)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    message = result.stderr.decode("utf-8", "replace").splitlines()[-1]
    return end.ru_utime - start.ru_utime + end.ru_stime - start.ru_stime, message


def outcome(message):
    """What the last line of the import says, without its file."""
    return re.sub(r"^(isthmus: )?(/dev/null: )?", "", message)


def main():
    isthmus, folder, *chosen = sys.argv[1:]
    print("| set | MB | options | outcome | s | MB/s | MB/s by itself |\n|---|---:|---|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as scratch:
        for name, path, form, choices in sets(folder, pathlib.Path(scratch), chosen):
            size, plain = path.stat().st_size / 1e6, None
            for options in choices:
                runs = [measure(isthmus, path, form, options) for _ in range(RUNS)]
                seconds = statistics.median(seconds for seconds, _ in runs)
                plain = plain or seconds
                alone = f"{size / (seconds - plain):.1f}" if seconds - plain > 0.02 else "–"
                print(f"| {name} | {size:.2f} | {' '.join(options) or 'none'} | {outcome(runs[0][1])} | "
                      f"{seconds:.2f} | {size / seconds:.2f} | {alone} |", flush=True)


main()
