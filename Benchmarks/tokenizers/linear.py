"""Shows that learning and encoding take time in proportion to the text, also where text is worst.

    python3 Benchmarks/tokenizers/linear.py .build/release/isthmus [--sizes 1 2 5 10]

Each text is one line: a word of one letter; random bytes, each written as the character of Latin-1
that it is, without controls and spaces; a word of random letters. Prints a table, a row for each text
and model, with the seconds of learning 8,000 tokens and of encoding on one thread, for each size in
MB of UTF-8, and the factors from the smallest size to the largest. Exits with 1 when a factor is more
than --slack times that of the sizes, and the time more than a second, or when the tool left out a line
as too long.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

MODELS = ("word", "char", "byte-bpe", "bpe", "wordpiece", "unigram")
BYTES = [chr(value) for value in range(256) if chr(value).isprintable() and value != 0x20]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def letter(size, generator):
    return "a" * size


def random_bytes(size, generator):
    text = "".join(generator.choices(BYTES, k=size)).encode("utf-8")
    return text[:size].decode("utf-8", "ignore")


def random_letters(size, generator):
    return "".join(generator.choices(LETTERS, k=size))


TEXTS = {
    "one letter": letter, "random bytes": random_bytes, "random letters": random_letters,
}


def measure(tool, path, model, limit):
    """The seconds of learning and of encoding, or none when the time is over."""
    command = [tool, "vocab", "bench", path, "--model", model, "--size", "8000", "--threads", "1"]
    try:
        out = subprocess.run(command, check=True, capture_output=True, timeout=limit).stdout
    except subprocess.TimeoutExpired:
        return None
    found = json.loads(out)
    if found["megabytes"] * 1e6 < pathlib.Path(path).stat().st_size - 1:
        sys.exit(f"{path}: not all of the text was read; take smaller --sizes")
    return tuple(
        found["megabytes"] / found[key] for key in ("train_MB_per_s", "encode_MB_per_s")
    )


def row(name, model, times, sizes, slack):
    """A row of the table, and whether the times grow as the sizes do."""
    cells, is_linear = [], True
    for part in (0, 1):
        seconds = [time[part] if time else None for time in times]
        cells += [f"{each:.2f}" if each is not None else "-" for each in seconds]
        if None in seconds:
            (is_linear, growth) = (False, "-")
        else:
            factor = seconds[-1] / max(seconds[0], 1e-3)
            is_linear &= seconds[-1] < 1 or factor <= slack * sizes[-1] / sizes[0]
            growth = f"{factor:.1f}"
        cells.append(growth)
    print(f"| {name} | {model} | " + " | ".join(cells) + " |", flush=True)
    return is_linear


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--sizes", type=float, nargs="+", default=[1, 2, 5, 10])
    parser.add_argument("--models", nargs="+", default=MODELS)
    parser.add_argument("--texts", nargs="+", default=list(TEXTS))
    parser.add_argument("--limit", type=float, default=120, help="seconds for one text")
    parser.add_argument("--slack", type=float, default=2)
    options = parser.parse_args()
    heads = []
    for part in ("learn", "encode"):
        heads += [f"{part} {size:g}" for size in options.sizes] + ["factor"]
    print("| text | model | " + " | ".join(heads) + " |")
    print("| --- | --- |" + " ---: |" * len(heads))
    is_linear = True
    with tempfile.TemporaryDirectory() as folder:
        for name in options.texts:
            paths = []
            for size in options.sizes:
                path = pathlib.Path(folder) / f"{size:g}.txt"
                text = TEXTS[name](int(size * 1e6), random.Random(1))
                path.write_text(text + "\n", "utf-8")
                paths.append(str(path))
            for model in options.models:
                times = [measure(options.tool, path, model, options.limit) for path in paths]
                is_linear &= row(name, model, times, options.sizes, options.slack)
    sys.exit(0 if is_linear else 1)


if __name__ == "__main__":
    main()
