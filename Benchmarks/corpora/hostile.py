#!/usr/bin/env python3
"""Makes XML that is built to hurt its readers, imports each document, and writes a table of how that ends.

    hostile.py ISTHMUS SCRATCH [FOLDER] > table.md

SCRATCH is a folder for some 1.5 GB, one document at a time. Every document must be refused, or read, in
bounded time and memory, with a place. With FOLDER, each file in it is imported too, and what crashes, takes
more than a second or more than 100 MB is listed.
"""
import pathlib
import re
import subprocess
import sys
import time


def entities(first, step):
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    return f'<!DOCTYPE TEI [<!ENTITY e0 "{first}">{levels}]>\n{step}'


def page(parts):
    yield "<TEI><text><body><p>"
    yield from parts
    yield "</p></body></text></TEI>"


def times(part, count):
    for _ in range(count):
        yield part


LONG = "x" * 1_000_000
DOCUMENTS = {
    "ten entities of ten, nine times": lambda: [entities("ha", "<TEI>&e9;</TEI>")],
    "the same, of elements": lambda: [entities("<p>ha</p>", "<TEI>&e9;</TEI>")],
    "the same, in an attribute": lambda: [entities("ha", '<TEI a="&e9;"/>')],
    "an entity of 60,000 bytes, a million times": lambda: [
        f'<!DOCTYPE TEI [<!ENTITY e "{"x" * 60000}">]>\n<TEI>', *times("&e;" * 1000, 1000), "</TEI>"],
    "an entity of an element, 20 million times": lambda: [
        '<!DOCTYPE TEI [<!ENTITY e "<b/>">]>\n<TEI>', *times("&e;" * 1000, 20000), "</TEI>"],
    "an empty entity, 20 million times": lambda: [
        '<!DOCTYPE TEI [<!ENTITY e "">]>\n<TEI>', *times("&e;" * 1000, 20000), "</TEI>"],
    "entities of each other": lambda: ['<!DOCTYPE TEI [<!ENTITY a "&b;"><!ENTITY b "&a;">]>\n<TEI>&a;</TEI>'],
    "an entity of /etc/passwd": lambda: ['<!DOCTYPE TEI [<!ENTITY a SYSTEM "/etc/passwd">]>\n<TEI>&a;</TEI>'],
    "an entity of an address": lambda: [
        '<!DOCTYPE TEI [<!ENTITY a SYSTEM "http://127.0.0.1:1/">]>\n<TEI>&a;</TEI>'],
    "a parameter entity of an address": lambda: [
        '<!DOCTYPE TEI [<!ENTITY % a SYSTEM "http://127.0.0.1:1/"> %a;]>\n<TEI/>'],
    "a million notations": lambda: [
        "<!DOCTYPE TEI [<!ATTLIST a b NOTATION (n", *(f"|n{i}" for i in range(1_000_000)), ") #IMPLIED>]>\n<TEI/>"],
    "a million entities": lambda: [
        "<!DOCTYPE TEI [", *(f'<!ENTITY e{i} "x">' for i in range(1_000_000)), "]>\n<TEI/>"],
    "ten million nested elements": lambda: times("<a>" * 1000, 10_000),
    "a page of ten million nested elements": lambda: ["<html><body>", *times("<div>" * 100_000, 100)],
    "500,000 attributes": lambda: ["<TEI ", *(f'a{i}="x" ' for i in range(500_000)), "/>"],
    "an attribute of 1 GB": lambda: ['<TEI a="', *times(LONG, 1000), '"/>'],
    "a comment of 1 GB": lambda: ["<TEI><!--", *times(LONG, 1000), "--></TEI>"],
    "a paragraph of 1 GB": lambda: page(times("word " * 200_000, 1000)),
    "a CDATA section of 1 GB": lambda: page(["<![CDATA[", *times(LONG, 1000), "]]>"]),
    "ten million names": lambda: ["<TEI>", *(f"<n{i}/>" for i in range(10_000_000)), "</TEI>"],
    "a document cut short": lambda: ["<TEI><text><body><p>One.</p>\n<p>Two"],
    "a tag cut short": lambda: ["<TEI><text><body><p>One.</p>\n<p a='"],
}


def run(isthmus, path):
    """How an import ends: its code, its last message, seconds and megabytes."""
    start = time.time()
    command = ["/usr/bin/time", "-f", "%M", isthmus, "corpus", "import", str(path)]
    result = subprocess.run(command, capture_output=True, timeout=600)
    seconds, lines = time.time() - start, result.stderr.decode("utf-8", "replace").splitlines()
    told = [line for line in lines[:-1] if line.startswith("isthmus: ")]
    return result.returncode, told, seconds, int(lines[-1]) / 1024


def outcome(code, told, path):
    if not told:
        return "read"
    message = re.sub(rf"isthmus: \w+: {re.escape(str(path))}:?", "", told[0])
    return ("" if code else "a part is left out: ") + message.split(";")[0].split(", which is")[0][:110]


def main():
    isthmus, scratch, *folders = sys.argv[1:]
    print("| document | outcome | code | seconds | MB |\n|---|---|---|---|---|")
    for name, parts in DOCUMENTS.items():
        path = pathlib.Path(scratch) / ("hostile.html" if "page of" in name else "hostile.xml")
        with open(path, "w") as file:
            file.writelines(parts())
        code, told, seconds, megabytes = run(isthmus, path)
        print(f"| {name} | {outcome(code, told, path)} | {code} | {seconds:.1f} | {megabytes:.0f} |", flush=True)
        path.unlink()
    for folder in folders:
        paths = sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file())
        ends = {path: run(isthmus, path) for path in paths}
        codes = sorted({end[0] for end in ends.values()})
        counts = ", ".join(f"{sum(end[0] == code for end in ends.values())} with code {code}" for code in codes)
        print(f"\n{len(paths)} files of {pathlib.Path(folder).name}: {counts}; at most "
              f"{max(end[2] for end in ends.values()):.2f} s and {max(end[3] for end in ends.values()):.0f} MB.")
        for path, (code, told, seconds, megabytes) in ends.items():
            if code not in (0, 65) or seconds > 1 or megabytes > 100:
                print(f"- {path.name}: code {code}, {seconds:.1f} s, {megabytes:.0f} MB")


main()
