"""Compares how random regular expressions cut random texts here and in Python's package.

    /tmp/tokenizers/bin/python Benchmarks/tokenizers/agreement_expressions.py .build/release/isthmus \
        [--count 2000] [--seed 1] [--unusual]

Each expression is the pattern of a `Split` with a behavior at random, inverted or not, and cuts 40
texts of up to 30 characters. With `--unusual` there are letters that are several when case is ignored,
properties, nested classes and escapes by number. Prints how many expressions are refused by the package or here, for how
many the package gives up at a text, and those for which a text has other places.
"""

import argparse
import collections
import itertools
import json
import pathlib
import random
import subprocess
import tempfile

from agreement_files import rows_here

LETTERS = list("aabbcABC12 -_'é我ß٣\u0301½\t")
ATOMS = [
    *"abcABC1é我", " ", "-", r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", r"\h", ".", r"\p{L}", r"\P{L}",
    r"\p{Lu}", r"\p{^N}", r"\p{M}", "[abc]", "[^abc]", "[a-c1-2]", r"[\w&&[^b]]", r"[^\w\s]",
    "[[:alpha:]]", "[[:punct:]é]", r"[^\S\t]", "ab", "bc", r"\x{E9}", r"\t", "我", r"\X",
]
UNUSUAL_LETTERS = list("ßẞſKÅİıiIsSkςσΣǆǅﬁﬀﬃﬅﬆftαιᾳΐͅŉʼnẖhΩяกिあ😀🇩ªⅧ€[]&^#\x01\x7f\x85\u2028\u200b")
UNUSUAL_ATOMS = [
    r"\p{Greek}", r"\p{^Latin}", r"\P{Common}", r"\p{LC}", r"\p{Lt}", r"\p{Sc}", r"\p{Cn}", r"\p{Any}",
    r"\p{InBasicLatin}", r"\p{Cased}", r"\p{Emoji}", r"\p{Graph}", r"\p{PosixPunct}", r"\p{ID_Start}",
    r"[^[^a]b]", r"[a-z&&[^[aeiou]]]", r"[\p{Greek}&&\p{Lu}]", r"[[:^space:]&&[:ascii:]]", r"[^\P{L}]",
    r"[^a[^b]]", r"[^[a]&&[b]]", r"[]-a]", r"[!--]", r"[\[-\]]", r"[[=a=]]", r"[[:alpha]", r"[[:print:]]",
    r"[\x{3b1}-\x{3c9}]", r"[\101-\105]", r"[\C-a]", r"[ßa]", r"[^ßa]", r"[ﬅb]", r"[İ]", r"[ς]", r"[^k]",
    r"\x41", r"\x{df}", r"\101", r"\o{101}", r"\u00df", r"\07", r"\cA", r"\R", r"\N", r"\O", r"\h", r"\q",
    "ß", "ss", "sst", "ſ", "K", "i\u0307", "İ", "σ", "fi", "ffi", "ﬀ", "ﬆ", "αι", "ᾳ", "ΐ", "ʼn", "h\u0331",
    "(?i)", "(?-i)", "(?#a)", "(?x) a # b\n",
]
PLACES = ["^", "$", r"\b", r"\B", r"\A", r"\z", r"\Z", r"\y", r"\Y", r"\G", r"\K"]
REPEATS = ["*", "+", "?", "{2}", "{1,2}", "{,2}", "{2,}", "*?", "+?", "??", "{1,3}?", "*+", "++", "?+"]
BEHAVIORS = ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"]


def expression(generator, depth=3):
    """A random expression."""
    ways = [sequence(generator, depth) for _ in range(generator.choice([1, 1, 1, 2, 2, 3]))]
    return "|".join(ways)


def sequence(generator, depth):
    return "".join(part(generator, depth) for _ in range(generator.choice([0, 1, 1, 2, 2, 3])))


def part(generator, depth):
    kind = generator.random()
    if kind < 0.08:
        return generator.choice(PLACES)
    if depth > 0 and kind < 0.18:
        head = generator.choice(["(?=", "(?!", "(?<=", "(?<!"])
        if "<" in head:
            return head + "".join(generator.choices(ATOMS, k=generator.randint(1, 2))) + ")"
        return head + expression(generator, depth - 1) + ")"
    if depth > 0 and kind < 0.38:
        head = generator.choice(["(", "(?:", "(?:", "(?i:", "(?>"])
        atom = head + expression(generator, depth - 1) + ")"
    else:
        atom = generator.choice(ATOMS)
        if len(atom) == 2 and atom[0] != "\\":
            return atom
    return atom + generator.choice(REPEATS) if generator.random() < 0.45 else atom


def tokenizer(patterns, behavior, inverted):
    """The file of a tokenizer of one token that cuts by patterns, one after the other."""
    return json.dumps({
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
        "normalizer": None, "post_processor": None, "decoder": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            {"type": "Split", "pattern": {"Regex": each}, "behavior": behavior, "invert": inverted}
            for each in patterns
        ]},
        "model": {"type": "WordLevel", "vocab": {"<unk>": 0}, "unk_token": "<unk>"},
    })


def places(tool, pattern, generator, folder):
    """A text whose places differ and both places, or why the expression takes no part, or None."""
    file = tokenizer([pattern], generator.choice(BEHAVIORS), generator.random() < 0.3)
    texts = ["".join(generator.choices(LETTERS, k=generator.randint(1, 30))) for _ in range(40)]
    path = folder / "tokenizer.json"
    path.write_text(file)
    from tokenizers import Tokenizer
    try:
        package = Tokenizer.from_str(file)
    except Exception:
        return "refused by the package"
    try:
        here = list(rows_here(tool, path, texts, folder))
    except subprocess.CalledProcessError as error:
        if error.returncode != 65:
            raise
        return "refused here"
    for text, ours in zip(texts, here):
        try:
            theirs = package.encode(text).offsets
        except BaseException as error:
            if "retry-limit" not in str(error):
                raise
            return "given up by the package"
        if ours[1] != list(itertools.chain(*theirs)):
            return text, ours[1], theirs, file
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unusual", action="store_true")
    options = parser.parse_args()
    if options.unusual:
        ATOMS.extend(UNUSUAL_ATOMS)
        LETTERS.extend(UNUSUAL_LETTERS)
    generator = random.Random(options.seed)
    found = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(options.count):
            pattern = expression(generator)
            result = places(options.tool, pattern, generator, pathlib.Path(folder))
            if isinstance(result, tuple):
                found["other places"] += 1
                print(repr(pattern), *result, sep="\n   ")
            else:
                found[result or "same"] += 1
    print(", ".join(f"{key}: {count}" for key, count in sorted(found.items())))


if __name__ == "__main__":
    main()
