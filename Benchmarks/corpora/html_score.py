#!/usr/bin/env python3
"""Scores the main text of pages of HTML against the texts that are expected.

    html_score.py ISTHMUS FOLDER [--worst N] [--half tuning|held-out]

FOLDER holds a folder for each page, with source.html and expected.html. The score of a page is the
F1 of its words, counted as often as they stand: precision is the part of the words found that are
expected, recall the part of the expected words that are found. The pages in alphabetical order are
divided by turns: the rules were tuned on the first, third, fifth... of them; the others are held out.
"""
import argparse
import collections
import html.parser
import pathlib
import re
import statistics
import subprocess


class Text(html.parser.HTMLParser):
    """The text of a document, without that of scripts and style sheets."""

    def __init__(self):
        super().__init__()
        self.parts, self.hidden = [], 0

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in ("script", "style")
        self.parts.append("" if tag in INLINE else " ")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style") and self.hidden > 0
        self.parts.append("" if tag in INLINE else " ")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


INLINE = {"a", "b", "i", "em", "strong", "span", "code", "sub", "sup", "font", "abbr", "cite", "q"}


def words(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def expected(path):
    parser = Text()
    parser.feed(path.read_text(encoding="utf-8", errors="replace"))
    return words("".join(parser.parts))


def found(isthmus, path):
    command = [isthmus, "corpus", "import", "--as", "html", "--headings", "--quiet", str(path)]
    result = subprocess.run(command, capture_output=True)
    return words(result.stdout.decode("utf-8", "replace"))


def score(found, expected):
    common = sum((found & expected).values())
    if not common:
        return 0.0, 0.0, 0.0
    precision, recall = common / found.total(), common / expected.total()
    return 2 * precision * recall / (precision + recall), precision, recall


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("isthmus")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--half", choices=["tuning", "held-out"])
    options = parser.parse_args()
    pages = sorted(page for page in options.folder.iterdir() if (page / "source.html").exists())
    scores = {}
    for number, page in enumerate(pages):
        half = "tuning" if number % 2 == 0 else "held-out"
        if options.half in (None, half):
            wanted = expected(page / "expected.html")
            scores[page.name] = (half, *score(found(options.isthmus, page / "source.html"), wanted))
    for name, (half, f1, precision, recall) in sorted(scores.items(), key=lambda x: x[1][1])[: options.worst]:
        print(f"{f1:.3f} precision {precision:.3f} recall {recall:.3f} {half} {name}")
    for half in ("tuning", "held-out"):
        values = [score[1:] for score in scores.values() if score[0] == half]
        if values:
            f1, precision, recall = (statistics.mean(column) for column in zip(*values))
            median = statistics.median(value[0] for value in values)
            print(f"{half}: {len(values)} pages, F1 {f1:.3f} (median {median:.3f}), "
                  f"precision {precision:.3f}, recall {recall:.3f}")


main()
