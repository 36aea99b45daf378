#!/usr/bin/env python3
"""Counts the texts that are read right although nothing tells their encoding.

    encoding_score.py ISTHMUS FOLDER

The names of the files are their encodings, as in uchardet's tests: pl/iso-8859-2.txt, ko/uhc.smi. A
text is right when its characters, without white space and in normalization form C, are those that
iconv gives for the encoding of the name; of the others the script tells what they were taken for.
"""
import pathlib
import re
import subprocess
import sys
import unicodedata

ICONV = {"mac-centraleurope": "MAC-CENTRALEUROPE", "mac-cyrillic": "MAC-CYRILLIC", "ascii": "ASCII"}


def encoding(path):
    name = path.name.removesuffix(".txt").removesuffix(".smi").lower()
    if name in ("utf-16.le", "utf-16.be", "utf-32.le", "utf-32.be"):
        return name.replace(".", "").removesuffix("le").removesuffix("be")
    return ICONV.get(name, name)


def characters(text):
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    return re.sub(r"[\s\x00-\x1f\ufeff]+", "", text)


def expected(path):
    command = ["iconv", "-f", encoding(path), "-t", "UTF-8", str(path)]
    result = subprocess.run(command, capture_output=True)
    return characters(result.stdout.decode("utf-8", "replace")), result.stderr.decode().strip()


def found(isthmus, path):
    command = [isthmus, "corpus", "import", "--as", "text", str(path)]
    result = subprocess.run(command, capture_output=True)
    taken = re.search(r"taken for (\S+);", result.stderr.decode("utf-8", "replace"))
    return characters(result.stdout.decode("utf-8", "replace")), taken.group(1) if taken else "UTF-8"


def main():
    isthmus, folder = sys.argv[1:]
    files = sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file())
    right = 0
    for path in files:
        (wanted, fault), (text, taken) = expected(path), found(isthmus, path)
        right += text == wanted
        if fault:
            print(f"iconv on {path.relative_to(folder)}: {fault}")
        if text != wanted:
            differences = sum(a != b for a, b in zip(text, wanted)) + abs(len(text) - len(wanted))
            print(f"{path.relative_to(folder)}: taken for {taken}; {differences} of {len(wanted)} characters differ")
    print(f"{right} of {len(files)} texts are right")


if __name__ == "__main__":
    main()
