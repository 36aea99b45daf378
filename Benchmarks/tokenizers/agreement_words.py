"""Compares a tokenizer of words with Python's package on random texts of odd characters.

    /tmp/tokenizers/bin/python Benchmarks/tokenizers/agreement_words.py .build/release/isthmus \
        [--count 50000] [--seed 2] [--scalars]

The packages are those of agreement_files.py. With --scalars the texts have each character of
Unicode's first two planes among letters, digits and ideographs, with spaces and without. It prints
the number of texts, how many have other ids, and how many other decoded text, with the first ten of
each.
"""

import argparse
import pathlib
import random
import tempfile
import unicodedata

from tokenizers import Tokenizer

import agreement_files

PARTS = list("aab1 .,'\"_-()<>$%&  ") + """
    <unk> ü é Σ ½ ² € · : __ '' א ב ٬ ٣ ا ‿ ˂ ՛ म ् ि 한 ᄀ ᅡ ◌ ① Ⅷ Ⓐ ㈱ 漢 字 カ ー ﾞ 々 〆 ： ・ 。 𠀀 𝐀 𐐀
    ก ที่ ນ က ្ ខ ᷺ 👩 🏻 🇫 🇷 🇩 🇺 ❤ 😀
""".split() + list(
    "\t\u0001\u001f\u0085\u00a0\u00ad\u0301\u0345\u0387\u05f3\u0600\u066b\u0e33\u200b\u200d\u2019"
    "\u2028\u202f\u20e3\u3000\u3099\ufe0f\ufeff\U000E0101"
) + [" <unk> "]


def random_texts(count, seed):
    generator = random.Random(seed)
    return ["".join(generator.choices(PARTS, k=generator.randint(1, 14))) for _ in range(count)]


def texts_of_scalars():
    for scalar in map(chr, range(0x20, 0x20000)):
        if unicodedata.category(scalar) not in ("Cs", "Cn", "Co"):
            yield f"a{scalar}b c {scalar} 1{scalar}2,{scalar}"
            yield f"漢{scalar}漢 {scalar}א{scalar} a"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--scalars", action="store_true")
    options = parser.parse_args()
    texts = (list(texts_of_scalars()) if options.scalars
             else random_texts(options.count, options.seed))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        path = agreement_files.learnt(options.tool, "word", PARTS + texts[:200], folder)
        package = Tokenizer.from_file(str(path))
        (ids, decoded) = ([], [])
        for part in agreement_files.chunks(texts):
            here = agreement_files.rows_here(options.tool, path, part, folder)
            found = package.encode_batch(part)
            there = package.decode_batch([each.ids for each in found])
            for text, ours, each, theirs in zip(part, here, found, there):
                if ours[0] != each.ids:
                    ids.append(text)
                elif ours[2] != theirs:
                    decoded.append(text)
    print(len(texts), "texts,", len(ids), "with other ids,", len(decoded), "with other text")
    for text in ids[:10] + decoded[:10]:
        print(ascii(text))


if __name__ == "__main__":
    main()
