#!/usr/bin/env python3
"""Counts the lines that --repair-mojibake makes whole, and those that it should leave and changes.

    mojibake_score.py ISTHMUS FOLDER

FOLDER holds texts whose names are their encodings, as encoding_score.py has them. Texts in UTF-8 are
read as Windows-1252 and as Latin-1, from which the repair should give their lines back. All texts are
also read as what they are, and those in one byte a character as Windows-1252 or Windows-1251 too,
whichever is wrong: no such line was ever UTF-8, and the repair should leave it.
"""
import json
import pathlib
import subprocess
import sys

import encoding_score

#: How the names of encodings start that have one byte a character.
ONE_BYTE = ("iso-8859", "windows", "mac", "koi8", "ibm", "tis", "viscii", "georgian")

WINDOWS_1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)}


def lines(text):
    """The lines that are not blank, without the white space around them and the mark of byte order."""
    stripped = (line.strip(" \t\r\n") for line in text.removeprefix("\ufeff").split("\n"))
    return [line for line in stripped if line]


def decoded(data, encoding):
    """The text as browsers read it, where bytes that Windows-1252 lacks are control characters."""
    if encoding == "cp1252":
        return "".join(WINDOWS_1252[byte] for byte in data)
    return data.decode(encoding, "replace")


def repaired(isthmus, texts):
    """The texts after the repair, each a record of its own."""
    records = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    command = [isthmus, "corpus", "import", "--as", "jsonl", "--repair-mojibake", "-"]
    result = subprocess.run(command, input=records.encode(), capture_output=True)
    after = result.stdout.decode("utf-8").split("\n")[:-1]
    if len(after) != len(texts):
        raise SystemExit(f"{len(texts)} texts gave {len(after)}: {result.stderr.decode()}")
    return after


def readings(path):
    """How a text is read, what comes of it, and what the repair should make of it."""
    name, data = encoding_score.encoding(path), path.read_bytes()
    command = ["iconv", "-f", name, "-t", "UTF-8", str(path)]
    text = subprocess.run(command, capture_output=True).stdout.decode("utf-8", "replace")
    yield "as it is", lines(text), lines(text)
    if name == "utf-8":
        for wrong in ("cp1252", "latin-1"):
            yield f"UTF-8 as {wrong}", lines(decoded(data, wrong)), lines(text)
    elif name.startswith(ONE_BYTE):
        for wrong in ("cp1252", "cp1251"):
            read = lines(decoded(data, wrong))
            if read != lines(text):
                yield f"one byte a character as {wrong}", read, read


def score(isthmus, read, wanted, row):
    """Adds the lines of a reading to a row: all, wrong before the repair, after it, and changed."""
    for lines in zip(read, repaired(isthmus, read), wanted):
        before, after, right = map(encoding_score.characters, lines)
        row[0] += 1
        row[1] += before != right
        row[2] += after != right
        row[3] += after not in (before, right)
        if after not in (before, right):
            print(f"  {lines[0][:150]!r}\n  {lines[1][:150]!r}", file=sys.stderr)


def main():
    isthmus, folder = sys.argv[1:]
    rows = {}
    for path in sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file()):
        for kind, read, wanted in readings(path):
            score(isthmus, read, wanted, rows.setdefault(kind, [0, 0, 0, 0]))
    print("| read | lines | wrong | wrong after the repair | changed into something else |")
    print("|---|---:|---:|---:|---:|")
    for kind, row in rows.items():
        print(f"| {kind} | " + " | ".join(f"{number:,}" for number in row) + " |")


if __name__ == "__main__":
    main()
