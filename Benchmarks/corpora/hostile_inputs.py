"""Files that are built to hurt their readers, by group and name.

Each is (name of the file, arguments of isthmus before its path, what makes its parts), or the arguments may
be a function of the path. Parts are text or bytes, written one after the other.
"""
import bz2
import functools
import gzip
import lzma
import random
import struct
import subprocess

LONG = "x" * 1_000_000
IMPORT = ("corpus", "import")


def times(part, count):
    for _ in range(count):
        yield part


def entities(first, step):
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    return f'<!DOCTYPE TEI [<!ENTITY e0 "{first}">{levels}]>\n{step}'


def page(parts):
    yield "<TEI><text><body><p>"
    yield from parts
    yield "</p></body></text></TEI>"


def article(parts):
    yield "<mediawiki><page><title>A</title><ns>0</ns><revision><text>"
    yield from parts
    yield "</text></revision></page></mediawiki>"


def documents(name, **cases):
    return {case.replace("_", " "): (name, IMPORT, parts) for case, parts in cases.items()}


XML = {
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
    "ten million nested elements of TEI": lambda: ["<TEI><text><body>", *times("<div>" * 1000, 10_000)],
    "500,000 attributes": lambda: ["<TEI ", *(f'a{i}="x" ' for i in range(500_000)), "/>"],
    "an attribute of 1 GB": lambda: ['<TEI a="', *times(LONG, 1000), '"/>'],
    "a comment of 1 GB": lambda: ["<TEI><!--", *times(LONG, 1000), "--></TEI>"],
    "an instruction of 1 GB": lambda: ["<TEI><?p ", *times(LONG, 1000), "?></TEI>"],
    "a name of 1 GB": lambda: ["<TEI><", *times(LONG, 1000), "/></TEI>"],
    "a paragraph of 1 GB": lambda: page(times("word " * 200_000, 1000)),
    "a CDATA section of 1 GB": lambda: page(["<![CDATA[", *times(LONG, 1000), "]]>"]),
    "ten million names": lambda: ["<TEI>", *(f"<n{i}/>" for i in range(10_000_000)), "</TEI>"],
    "a million prefixes": lambda: ["<TEI>", *(f'<a xmlns:n{i}="u{i}">' for i in range(1_000_000))],
    "a document cut short": lambda: ["<TEI><text><body><p>One.</p>\n<p>Two"],
    "a tag cut short": lambda: ["<TEI><text><body><p>One.</p>\n<p a='"],
    "an unknown root element": lambda: ["<library>\n<book/></library>"],
    "a known root element without text": lambda: ["<TEI>\n<text/></TEI>"],
    "no root element": lambda: ["<?xml version='1.0'?>\n<!-- nothing -->\n"],
}
WIKITEXT = {
    "a page of 1 GB": lambda: article(times("word " * 200_000, 1000)),
    "four million nested templates": lambda: article(times("{{a|" * 1000, 4000)),
    "four million nested links": lambda: article(times("[[a|" * 1000, 4000)),
    "two million nested tables": lambda: article(times("{|\n|\n" * 1000, 2000)),
    "five million marks of bold": lambda: article(times("'''" * 1000, 5000)),
    "a million nested tags": lambda: article(times("&lt;div&gt;" * 1000, 1000)),
    "a million references left open": lambda: article(times("&lt;ref&gt;" * 1000, 1000)),
    "ten million brackets": lambda: article(times("[" * 1000, 10_000)),
    "ten million braces": lambda: article(times("{" * 1000, 10_000)),
}
HTML = {
    "ten million nested elements": lambda: ["<html><body>", *times("<div>" * 100_000, 100)],
    "an attribute of 1 GB": lambda: ['<html><body><p title="', *times(LONG, 1000), '">One.</p>'],
    "an attribute of 30 MB": lambda: ['<html><body><p title="', *times(LONG, 30), '">One.</p>'],
    "a comment of 30 MB": lambda: ["<html><body><p>One.</p><!--", *times(LONG, 30), "-->"],
    "a script of 30 MB": lambda: ["<html><body><p>One.</p><script>", *times(LONG, 30), "</script>"],
    "a paragraph of 30 MB": lambda: ["<html><body><p>", *times("word " * 200_000, 30), "</p>"],
    "660,000 paragraphs": lambda: ["<html><body>", *times("<p>a b" * 10_000, 66)],
    "ten million paragraphs": lambda: ["<html><body>", *times("<p>a b" * 100_000, 100)],
    "500,000 attributes": lambda: ["<html><body><p ", *(f'a{i}="x" ' for i in range(500_000)), ">One.</p>"],
    "five million end tags": lambda: ["<html><body><p>One.</p>", *times("</div>" * 100_000, 50)],
    "two million open inline elements": lambda: ["<html><body>", *times("<p><b><i>a" * 10_000, 200)],
    "a page cut short": lambda: ["<html><body><p>One and two and three.</p><p title='"],
    "a page without text": lambda: ["<html>\n<body><p></p></body></html>"],
}
TABLES = {
    "a quotation mark never closed, 1 GB": ("bad.csv", IMPORT, lambda: ['text\n"', *times(LONG, 1000)]),
    "a field of 1 GB": ("bad.csv", IMPORT, lambda: ["text\n", *times(LONG, 1000), "\nOne.\n"]),
    "a row of a billion commas": ("bad.csv", IMPORT, lambda: ["text\n", *times("," * 1_000_000, 1000), "\nOne.\n"]),
    "a header of a million columns": ("bad.csv", IMPORT, lambda: [
        *(f"c{i}," for i in range(1_000_000)), "text\n", "1," * 1_000_000, "One.\n"]),
    "a value of 1 GB, tabs": ("bad.tsv", IMPORT, lambda: ["text\n", *times(LONG, 1000), "\nOne.\n"]),
    "arrays ten million deep": ("bad.jsonl", IMPORT, lambda: [
        '{"text":', *times("[" * 1000, 10_000), '\n{"text": "One."}\n']),
    "objects two million deep": ("bad.jsonl", IMPORT, lambda: [
        *times('{"a":' * 1000, 2000), '\n{"text": "One."}\n']),
    "a string of 1 GB": ("bad.jsonl", IMPORT, lambda: [
        '{"text": "', *times(LONG, 1000), '"}\n{"text": "One."}\n']),
    "a string of 15 MB of escapes": ("bad.jsonl", IMPORT, lambda: ['{"text": "', *times(r"\u0041" * 1000, 2500), '"}\n']),
    "a million keys": ("bad.jsonl", IMPORT, lambda: [
        "{", *(f'"k{i}": 1, ' for i in range(1_000_000)), '"text": "One."}\n']),
    "a million texts in an array": ("bad.jsonl", IMPORT, lambda: ['{"text": [', *times('"a",' * 1000, 1000), '"a"]}\n']),
    "four million texts in an array": ("bad.jsonl", IMPORT, lambda: [
        '{"text": [', *times('"a",' * 1000, 4000), '"a"]}\n{"text": "One."}\n']),
    "a number of 15 MB": ("bad.jsonl", IMPORT, lambda: ['{"n": ', *times("1" * 1000, 15_000), ', "text": "One."}\n']),
    "a line of 1 GB": ("bad.txt", IMPORT, lambda: [*times(LONG, 1000), "\nOne.\n"]),
    "a message of 1 GB": ("bad.po", IMPORT, lambda: ['msgid "a"\nmsgstr "', *times(LONG, 1000), '"\n']),
    "a message of 20 million lines": ("bad.po", IMPORT, lambda: ['msgid "a"\nmsgstr ""\n', *times('"x"\n' * 1000, 20_000)]),
}
CANONICAL = (*IMPORT, "--canonical")
MOLECULES = {
    "a line of 100 MB": ("bad.smi", CANONICAL, lambda: [*times("C" * 1000, 100_000), "\nCCO\n"]),
    "a chain of 15 million atoms": ("bad.smi", CANONICAL, lambda: [*times("C" * 1000, 15_000), "\nCCO\n"]),
    "three million nested branches": ("bad.smi", CANONICAL, lambda: [*times("C(" * 1000, 3_000), "\nCCO\n"]),
    "the same, closed": ("bad.smi", CANONICAL, lambda: [*times("C(" * 1000, 3_000), "C", *times(")" * 1000, 3_000), "\nCCO\n"]),
    "a million rings": ("bad.smi", CANONICAL, lambda: [*times("C1CC1" * 1000, 1_000), "\nCCO\n"]),
    "a number of 1 MB in an atom": ("bad.smi", CANONICAL, lambda: ["[CH", "9" * 1_000_000, "]\nCCO\n"]),
    "a cage of 100,000 atoms": ("bad.smi", CANONICAL, lambda: ["C1" * 100_000, "\nCCO\n"]),
    "a million brackets, as SELFIES": ("bad.txt", ("selfies", "decode"), lambda: [
        *times("[Branch3][Ring2][Ring2]" * 1000, 1000), "\n[C][C][O]\n"]),
    "three million branches to SELFIES": ("bad.smi", ("selfies", "encode"), lambda: [*times("C(" * 1000, 3_000), "\nCCO\n"]),
    "counts of 999 without atoms": ("bad.sdf", IMPORT, lambda: ["\n\n\n999999  0     0  0            999 V2000\nM  END\n$$$$\n"]),
    "two billion atoms": ("bad.sdf", IMPORT, lambda: [
        "\n\n\n  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\nM  V30 COUNTS 2000000000 2000000000 0 0 0\n"
        "M  V30 BEGIN ATOM\nM  V30 1 C 0 0 0 0\nM  V30 END ATOM\nM  V30 END CTAB\nM  END\n$$$$\n"]),
    "bonds of atoms that are not there": ("bad.sdf", IMPORT, lambda: [
        "\n\n\n  1  1  0  0  0  0            999 V2000\n    0.0       0.0       0.0    C   0  0\n  1999  1  0\nM  END\n$$$$\n"]),
    "a structure cut short": ("bad.sdf", IMPORT, lambda: [
        "\n\n\n  2  1  0  0  0  0            999 V2000\n    0.0       0.0       0.0    C   0  0\n    0.0 "]),
    "a structure of 1 GB": ("bad.sdf", IMPORT, lambda: ["\n\n\n", *times("M  V30 1 C 0 0 0 0\n" * 1000, 50_000)]),
    "ten million properties": ("bad.sdf", IMPORT, lambda: [
        "\n\n\n  1  0  0  0  0  0            999 V2000\n    0.0       0.0       0.0 C   0  0\nM  END\n",
        *times("> <a>\nb\n\n" * 1000, 10_000), "$$$$\n"]),
}
ZEROS = 10 * 1024


def members(compress, byte):
    """10 GB of a byte, in members of 100 MB."""
    return lambda: times(compress(byte * (100 << 20)), ZEROS // 100)


def zstandard(byte, *options, megabytes=ZEROS):
    command = f"head -c {megabytes}M /dev/zero | tr '\\0' '{byte}' | zstd -q -c {' '.join(options)}"
    return lambda: [subprocess.run(command, shell=True, capture_output=True, check=True).stdout]


def xz(megabytes):
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 1, "dict_size": megabytes << 20}]
    compressor = lzma.LZMACompressor(filters=filters)
    return [compressor.compress(b"One line of text.\n" * 10), compressor.flush()]


@functools.cache
def sentences():
    choice = random.Random(1)
    words = ["".join(choice.choices("abcdefghij", k=5)) for _ in range(1000)]
    return "".join(" ".join(choice.choices(words, k=8)) + "\n" for _ in range(50_000)).encode()


def damaged(compress):
    data = bytearray(compress(sentences()))
    for place in range(len(data) // 2, len(data) // 2 + 20):
        data[place] ^= 0xA5
    return [bytes(data)]


def cut(compress):
    data = compress(sentences())
    return [data[:len(data) // 2]]


def zstd(data):
    return subprocess.run(["zstd", "-q", "-c"], input=data, capture_output=True, check=True).stdout


ARCHIVES = {}
for suffix, compress in {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstd}.items():
    if suffix != "zst":
        ARCHIVES[f"10 GB of zeros, .{suffix}"] = (f"bad.txt.{suffix}", IMPORT, members(compress, b"\0"))
        ARCHIVES[f"10 GB of one letter, .{suffix}"] = (f"bad.txt.{suffix}", IMPORT, members(compress, b"a"))
    ARCHIVES[f"cut short, .{suffix}"] = (f"bad.txt.{suffix}", IMPORT, functools.partial(cut, compress))
    ARCHIVES[f"damaged, .{suffix}"] = (f"bad.txt.{suffix}", IMPORT, functools.partial(damaged, compress))
ARCHIVES |= {
    "10 GB of zeros, .zst": ("bad.txt.zst", IMPORT, zstandard("\\0")),
    "10 GB of one letter, .zst": ("bad.txt.zst", IMPORT, zstandard("a")),
    "a window of 2 GB, .zst": ("bad.txt.zst", IMPORT, zstandard("\\n", "--ultra", "--long=31", megabytes=2048)),
    "a dictionary of 1 GB, .xz": ("bad.txt.xz", IMPORT, lambda: xz(1024)),
    "compressed ten times": ("bad.txt.gz", IMPORT, lambda: [
        functools.reduce(lambda data, _: gzip.compress(data), range(10), sentences())]),
    "XML, 10 GB of elements, .gz": ("bad.xml.gz", IMPORT, lambda: [
        gzip.compress(b"<TEI><text><body>"), *times(gzip.compress(b"<p>One.</p>" * 9_000_000), 100)]),
}


def vocabulary(path):
    return ("vocab", "show", path)


def varint(number):
    parts = b""
    while number > 127:
        parts, number = parts + bytes([number & 127 | 128]), number >> 7
    return parts + bytes([number])


GOOD_TOKENIZER = (
    '{"version":"1.0","added_tokens":[],"normalizer":null,"pre_tokenizer":{"type":"Whitespace"},'
    '"post_processor":null,"decoder":null,"model":{"type":"WordLevel","vocab":{"a":0,"<unk>":1},"unk_token":"<unk>"}}')
TOKENIZERS = {
    "tokenizer.json cut short": ("tokenizer.json", vocabulary, lambda: [GOOD_TOKENIZER[:150]]),
    "tokenizer.json ten million deep": ("tokenizer.json", vocabulary, lambda: ['{"model":', *times("[" * 1000, 10_000)]),
    "tokenizer.json of 1 GB": ("tokenizer.json", vocabulary, lambda: ['{"version":"', *times(LONG, 1000), '"}']),
    "tokenizer.json with an id of two billion": ("tokenizer.json", vocabulary, lambda: [
        GOOD_TOKENIZER.replace('"a":0', '"a":2000000000')]),
    "tokenizer.json with an id of 10^30": ("tokenizer.json", vocabulary, lambda: [
        GOOD_TOKENIZER.replace('"a":0', '"a":1' + "0" * 30)]),
    "tokenizer.json with a negative id": ("tokenizer.json", vocabulary, lambda: [
        GOOD_TOKENIZER.replace('"a":0', '"a":-5')]),
    ".model cut short": ("bad.model", vocabulary, lambda: [b"\x0a\x0a\x0a\x03ab"]),
    ".model with a field of 2^63 bytes": ("bad.model", vocabulary, lambda: [b"\x0a" + varint(2**63), b"abc"]),
    ".model with a field of 2^31 bytes": ("bad.model", vocabulary, lambda: [b"\x0a" + varint(2**31), b"abc"]),
    ".model of groups without end": ("bad.model", vocabulary, lambda: times(b"\x0b" * 1_000_000, 100)),
    ".model of ten million empty pieces": ("bad.model", vocabulary, lambda: times(b"\x0a\x00" * 1_000_000, 10)),
    ".tiktoken cut short": ("bad.tiktoken", vocabulary, lambda: ["IQ== 0\nIg== 1\nIw="]),
    ".tiktoken with an id of two billion": ("bad.tiktoken", vocabulary, lambda: ["IQ== 2000000000\n"]),
    ".tiktoken with a line of 1 GB": ("bad.tiktoken", vocabulary, lambda: [*times("AAAA" * 1000, 250_000), " 0\n"]),
    "vocab.txt with a line of 1 GB": ("vocab.txt", vocabulary, lambda: ["[UNK]\n", *times(LONG, 1000), "\n"]),
    "vocab.txt of 100 million equal lines": ("vocab.txt", vocabulary, lambda: ["[UNK]\n", *times("a\n" * 1000, 100_000)]),
}


def header(text, tail=b""):
    return [struct.pack("<Q", len(text)), text, tail]


def tensor(shape, offsets, name="w"):
    return '{"%s":{"dtype":"F32","shape":%s,"data_offsets":%s}}' % (name, shape, offsets)


#: Of these, the file is the weights of a model whose other files are good.
WEIGHTS = {
    "half of the weights": None,
    "no bytes at all": lambda: [],
    "a header of 2^63 bytes": lambda: [struct.pack("<Q", 2**63), b"{}"],
    "a header of 1 GB": lambda: [struct.pack("<Q", 10**9), *times(" " * 1_000_000, 1000)],
    "a header ten million deep": lambda: header(b'{"w":' + b"[" * 10_000_000),
    "a shape of 2^40": lambda: header(tensor([2**40], [0, 2**42]).encode(), b"\0" * 8),
    "a shape whose product overflows": lambda: header(tensor([2**32, 2**32, 4], [0, 4]).encode(), b"\0" * 8),
    "offsets before the beginning": lambda: header(tensor([2], [-8, 0]).encode(), b"\0" * 8),
    "offsets in the wrong order": lambda: header(tensor([2], [8, 0]).encode(), b"\0" * 8),
}
SETTINGS = {
    "config.json cut short": lambda text: text[:len(text) // 2],
    "config.json with a trillion units": lambda text: text.replace('hidden_size": ', 'hidden_size": 1000000000000'),
    "config.json ten million deep": lambda text: "[" * 10_000_000,
}
GROUPS = {
    "XML": documents("bad.xml", **XML), "Wikitext": documents("bad.xml", **WIKITEXT),
    "HTML": documents("bad.html", **HTML), "Text and tables": TABLES, "Molecules": MOLECULES,
    "Archives": ARCHIVES, "Tokenizers": TOKENIZERS,
}
