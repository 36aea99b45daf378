#!/usr/bin/env python3
"""Writes a document of a given size by repeating the elements of a small one.

    large_document.py MEGABYTES > dump.xml                     a dump of MediaWiki, made of the page below
    large_document.py MEGABYTES FILE ELEMENT > large.xml       the ELEMENTs of FILE over and over
    large_document.py MEGABYTES --corpus ROOT FILE... > x.xml  whole documents inside a ROOT element

Titles and identifiers get the number of the round, so that no two pages have the same name. The text is UTF-8 and
nothing of it is kept in memory but one round.
"""
import re
import sys

PAGE = """  <page>
    <title>Isthmus</title>
    <ns>0</ns>
    <id>1</id>
    <revision>
      <id>2</id>
      <model>wikitext</model>
      <format>text/x-wiki</format>
      <text bytes="900" xml:space="preserve">{{short description|Narrow land}}
{{Infobox landform | name = Isthmus | area = {{convert|12|km2}} }}
An '''isthmus''' is a narrow piece of [[land]] connecting two larger areas across an expanse of
[[water]] by which they are otherwise separated.&lt;ref&gt;{{cite book |title=Land |year=1999}}&lt;/ref&gt;

== Canals ==
[[File:Canal.jpg|thumb|A [[canal]] across an isthmus.]]
* Canals are often built across isthmuses, where they may be a '''short cut''' for ships.
* The [[Suez Canal|canal of Suez]] is one of them; it was opened in 1869.

{| class="wikitable"
! Isthmus !! Width
|-
| Corinth || 6.3 km
|}

== References ==
{{reflist}}
[[Category:Isthmuses]]</text>
    </revision>
  </page>
"""
FRAME = '<mediawiki xml:lang="en">\n', "</mediawiki>\n"


def parts(path, element):
    """What stands before the first of the elements, the elements, and what stands after the last."""
    text = open(path, encoding="utf-8-sig", newline="").read()
    found = list(re.finditer(rf"<{element}[\s>].*?</{element}>\s*", text, re.DOTALL))
    if not found:
        sys.exit(f"{path}: there is no <{element}>")
    return text[: found[0].start()], "".join(x[0] for x in found), text[found[-1].end():]


def document(path):
    """A document without what stands before its root element."""
    text = open(path, encoding="utf-8-sig", newline="").read()
    return re.sub(r"^\s*(<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*", "", text, flags=re.DOTALL)


def pieces(arguments):
    if not arguments:
        return FRAME[0], PAGE * 100, FRAME[1]
    if arguments[0] == "--corpus":
        root, *paths = arguments[1:]
        return f"<{root}>\n", "".join(map(document, paths)), f"</{root}>\n"
    return parts(*arguments)


def main():
    size, (head, middle, tail) = float(sys.argv[1]) * 1e6, pieces(sys.argv[2:])
    out = sys.stdout.buffer
    between = re.split(r'(?=</title>)|(?<=xml:id=")', middle)
    written = out.write(head.encode())
    number = 0
    while written < size:
        written += out.write(f"_{number}_".join(between).encode())
        number += 1
    out.write(tail.encode())


main()
