#!/usr/bin/env python3
"""Counts what looks like left-over markup in the records on standard input.

    isthmus corpus import dump.xml | leftovers.py [--examples N]

Prints a row for each kind that occurs: how often in a million characters, and how often. Some of it is prose:
a page about programming has braces. --examples shows N places of each kind.
"""
import argparse
import re
import sys

KINDS = {
    "double braces": r"\{\{|\}\}",
    "double brackets": r"\[\[|\]\]",
    "tags": r"</?[a-zA-Z][a-zA-Z0-9]*[^<>]{0,80}>",
    "tables": r"\{\||\|-|\|\}",
    "bars": r"\|",
    "quotes": r"''",
    "headings": r"==",
    "variants": r"-\{|\}-",
    "addresses": r"https?://",
    "references to characters": r"&#?[a-zA-Z0-9]{2,8};",
    "empty brackets": r"\(\s*\)|\[\s*\]",
    "brackets with gaps": r"\(\s*[,;:.]|[,;:]\s*\)|\( | \)",
    "spaces before marks": r" [,;](?!\S)|(?<! \.) \.(?!\S)",
    "marks in a row": r",\s*,|[,;]\s*\.(?!\S)|(?<![.])\.\.(?![.])",
    "magic words": r"__[A-Z]+__",
    "attributes": r"\b(?:style|class|align|width|colspan|rowspan|bgcolor)\s*=",
    "numbers of books": r"\bISBN\b",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=0)
    options = parser.parse_args()
    text = sys.stdin.read()
    for name, pattern in KINDS.items():
        places = [place.start() for place in re.finditer(pattern, text)]
        if places:
            print(f"| {name} | {len(places) / len(text) * 1e6:.1f} | {len(places)} |")
        for place in places[:: max(1, len(places) // max(1, options.examples))][: options.examples]:
            print("   ", repr(text[max(0, place - 40) : place + 40]))
    print(f"{len(text) / 1e6:.2f} million characters, {text.count(chr(10))} records")


main()
