r"""Measures how long regular expressions take to cut one long line.

    python3 Benchmarks/tokenizers/linear_expressions.py .build/release/isthmus [--sizes 1 10]

Prints a row for each pattern: the seconds of `vocab encode` on one thread, with a tokenizer of one
token, for a line of one letter and a line of random digits of each size in MB.
"""

import argparse
import pathlib
import random
import subprocess
import tempfile
import time

from agreement_expressions import tokenizer
import patterns

GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
PATTERNS = {
    "GPT-2, by its scanner": [GPT2], "GPT-2, as an expression": [f"(?:{GPT2})"],
    "deepseek": patterns.DEEPSEEK, "tekken": [patterns.TEKKEN], "bloom": [patterns.BLOOM],
    "clip": [patterns.CLIP], "possessive": [patterns.POSSESSIVE],
    "thousands": [r"(?<=\d)(?=(?:\d{3})+\b)"], "(a|aa)+b": ["(a|aa)+b"],
    "(?=[^x]*)a": ["(?=[^x]*)a"], r"(?:\X)+?b": [r"(?:\X)+?b"], r"\Ga|b\K\d": [r"\Ga|b\K\d"],
}


def seconds(tool, file, path):
    started = time.time()
    subprocess.run(
        [tool, "vocab", "encode", "--quiet", "--threads", "1", "--vocab", file, path], check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.time() - started


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for kind, letters in (("a", "a"), ("digits", "0123456789")):
            for size in options.sizes:
                path = pathlib.Path(folder) / f"{kind}, {size} MB"
                text = random.Random(1).choices(letters, k=size * 1_000_000)
                path.write_text("".join(text) + "\n")
                paths.append(path)
        print("| pattern | " + " | ".join(path.name for path in paths) + " |")
        print("| --- |" + " ---: |" * len(paths))
        for name, splits in PATTERNS.items():
            file = pathlib.Path(folder) / "tokenizer.json"
            file.write_text(tokenizer(splits, "Isolated", False))
            times = (f"{seconds(options.tool, file, path):.2f}" for path in paths)
            print(f"| {name} | " + " | ".join(times) + " |", flush=True)


if __name__ == "__main__":
    main()
