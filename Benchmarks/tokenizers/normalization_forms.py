"""Tells whether the package's normal forms are why ids differ on Unicode's NormalizationTest.txt.

    python Benchmarks/tokenizers/normalization_forms.py .build/release/isthmus NormalizationTest.txt

Learns tokenizers with NFC here from the lines of the file, and prints for each how many lines have
other ids in the `tokenizers` package; how many of these are among those whose NFC in the package is
not what they say themselves; and how many still differ when the package gets the lines in Python's
NFC and leaves that step out. Exits with 1 when one does.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

import tokenizers
from tokenizers import Tokenizer, normalizers

MODELS = ("byte-bpe", "wordpiece", "unigram", "bpe")


def fails(line):
    """Whether the package's NFC of the columns of a line of the test is another than it says."""
    columns = ["".join(chr(int(code, 16)) for code in column.split())
               for column in line.split("#")[0].split(";")[:5]]
    form = normalizers.NFC().normalize_str
    return (any(form(each) != columns[1] for each in columns[:3])
            or any(form(each) != columns[3] for each in columns[3:]))


def without_form(normalizer):
    """A normalizer of a tokenizer.json without the step NFC."""
    steps = [each for each in normalizer.get("normalizers", [normalizer]) if each["type"] != "NFC"]
    return {"type": "Sequence", "normalizers": steps} if steps else None


def main(tool, path):
    lines = [line.strip() for line in open(path, encoding="utf-8") if line.strip()]
    tests = [line[0] not in "#@" for line in lines]
    failing = {line for line, test in zip(lines, tests) if test and fails(line)}
    print(f"tokenizers {tokenizers.__version__}, Python's Unicode {unicodedata.unidata_version}: "
          f"{len(failing)} of {sum(tests)} lines fail in the package")
    left = 0
    with tempfile.TemporaryDirectory() as folder:
        corpus = pathlib.Path(folder, "lines.txt")
        corpus.write_text("\n".join(lines) + "\n", "utf-8")
        for model in MODELS:
            file = f"{folder}/{model}.json"
            run = lambda *words: subprocess.run(
                [tool, "vocab", *words, "--quiet"], check=True, stdout=subprocess.PIPE).stdout
            run("train", str(corpus), "--as", "text", "--model", model, "--size", "4000", "--out", file)
            here = [list(map(int, line.split()))
                    for line in run("encode", "--vocab", file, str(corpus)).decode().split("\n")[:-1]]
            package = Tokenizer.from_file(file)
            there = [each.ids for each in package.encode_batch(lines, add_special_tokens=False)]
            schema = json.loads(package.to_str())
            schema["normalizer"] = without_form(schema["normalizer"])
            plain = Tokenizer.from_str(json.dumps(schema))
            forms = [unicodedata.normalize("NFC", line) for line in lines]
            formed = [each.ids for each in plain.encode_batch(forms, add_special_tokens=False)]
            differ = [line for line, a, b in zip(lines, here, there) if a != b]
            still = [line for line, a, b in zip(lines, here, formed) if a != b]
            left += len(still)
            print(f"| {model} | {len(differ)} | {len(failing.intersection(differ))} | {len(still)} |")
    sys.exit(1 if left else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
