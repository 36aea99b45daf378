r"""Compares tokenizers of random steps with Python's package.

    /tmp/tokenizers/bin/python Benchmarks/tokenizers/agreement_steps.py .build/release/isthmus \
        FILE... [--count 100] [--seed 1]

Each tokenizer has a model learnt from 250 random lines of the files, and normalizers, pre-tokenizers,
decoders, a post-processor and added tokens at random. It encodes 150 odd lines and 60 lines of the
files, and decodes 120 lines of random ids. Prints the first line of each tokenizer whose ids or decoded
text differ, and counts: lines and decoded lines, those that differ, those at which the package stops,
and tokenizers that are refused here.
"""

import argparse
import collections
import json
import pathlib
import random
import subprocess
import tempfile

from tokenizers import (
    AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers,
)

from agreement_files import rows_here
from file_tokenizers import BYTES, SPECIALS

BEHAVIORS = ["removed", "isolated", "merged_with_previous", "merged_with_next", "contiguous"]
EXPRESSIONS = [
    r"\s+", r"\p{L}+|\p{N}", r"\X", r"(?<=\p{Ll})(?=\p{Lu})", r"'\K\w", r"\G\p{L}", r"[^\s\w]", r"(?i:the|of)",
    "a|e|i", r"\w+\b", r"[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
]
ODD = list(
    "  \t\u00a0\u3000\u200b\ufeff▁▁aABCabcxxyythe ofin日本が\u0301é\u0301e\u0301ﬁ㍿½…①ﾊﾟＡ가ᄀ\u1161\u11a8ßẞİΣςΣ.ΣA"
    "😀👩\u200d👩🇩🇪\u0600\ufffd\u2028\u0085\x01\x7f'''s''LL123٣Ⅷ.,!?\r/-_``''##@@|"
)
WORDS = ["the", "[A]", " the ", "Foo", "é", "of the", "<ent>", " ##", "<0x41>", "  ", "<unk>", "</s>"]


class Maker:
    """Makes tokenizers of random steps."""

    def __init__(self, lines, generator):
        (self.lines, self.draw) = (lines, generator)

    def yes(self, probability=0.5):
        return self.draw.random() < probability

    def expression(self):
        return Regex(self.draw.choice(EXPRESSIONS))

    def scheme(self):
        return self.draw.choice(["first", "always", "never"])

    def normalizer(self):
        (n, draw) = (normalizers, self.draw)
        return draw.choice([
            n.NFKD, n.NFKC, n.NFD, n.NFC, n.Lowercase, n.StripAccents, n.Nmt, n.ByteLevel,
            lambda: n.Strip(self.yes(), self.yes()),
            lambda: n.Replace(self.expression(), draw.choice([" ", "_", "xy"])),
            lambda: n.Replace(draw.choice(["a", "``", "e"]), draw.choice(["▁", "b ", "|"])),
            lambda: n.Prepend(draw.choice(["▁", " ", "x"])),
            lambda: n.BertNormalizer(
                self.yes(), self.yes(), draw.choice([None, True, False]), self.yes()),
        ])()

    def pre_tokenizer(self):
        (p, draw) = (pre_tokenizers, self.draw)
        behavior = draw.choice(BEHAVIORS)
        return draw.choice([
            p.Whitespace, p.WhitespaceSplit, p.UnicodeScripts, p.BertPreTokenizer,
            lambda: p.Split(draw.choice("fa- x▁"), behavior, self.yes(0.3)),
            lambda: p.Split(self.expression(), behavior, self.yes(0.3)),
            lambda: p.Punctuation(behavior), lambda: p.Digits(self.yes()),
            lambda: p.ByteLevel(self.yes(), trim_offsets=self.yes(), use_regex=self.yes()),
            lambda: p.FixedLength(draw.randint(1, 5)), lambda: p.CharDelimiterSplit(draw.choice("a |▁")),
            lambda: p.Metaspace("▁", self.scheme(), self.yes()),
        ])()

    def decoder(self):
        (d, draw) = (decoders, self.draw)
        return draw.choice([
            d.ByteLevel, d.ByteFallback, d.Fuse, lambda: d.BPEDecoder("</w>"),
            lambda: d.WordPiece(draw.choice(["##", "@@"]), self.yes()),
            lambda: d.Strip(draw.choice(" ae▁"), draw.randint(0, 2), draw.randint(0, 2)),
            lambda: d.Metaspace("▁", self.scheme(), True),
            lambda: d.CTC(draw.choice(["<pad>", "a"]), draw.choice(["|", " "]), self.yes()),
            lambda: d.Replace(draw.choice("▁_a"), draw.choice([" ", "", "b"])),
            lambda: d.Replace(self.expression(), draw.choice([" ", "", "-"])),
        ])()

    def model(self):
        """A tokenizer of a model that is not learnt yet, and its trainer."""
        common = dict(special_tokens=SPECIALS, show_progress=False)
        kind = self.draw.choice(["WordPiece", "WordLevel", "Unigram", "BPE", "BPE", "BPE"])
        if kind == "WordPiece":
            limit = self.draw.choice([4, 20, 100])
            model = models.WordPiece(unk_token="<unk>", max_input_chars_per_word=limit)
            return Tokenizer(model), trainers.WordPieceTrainer(vocab_size=600, **common)
        if kind == "WordLevel":
            return (Tokenizer(models.WordLevel(unk_token="<unk>")),
                    trainers.WordLevelTrainer(vocab_size=800, **common))
        if kind == "Unigram":
            return (Tokenizer(models.Unigram()),
                    trainers.UnigramTrainer(vocab_size=500, unk_token="<unk>", **common))
        affixes = {}
        if self.yes(0.3):
            affixes["continuing_subword_prefix"] = self.draw.choice(["##", "@"])
        if self.yes(0.3):
            affixes["end_of_word_suffix"] = "</w>"
        falls_back = not affixes and self.yes(0.3)
        model = models.BPE(
            unk_token="<unk>" if self.yes(0.8) else None, fuse_unk=self.yes(),
            byte_fallback=falls_back, ignore_merges=self.yes(0.3), **affixes,
        )
        common["special_tokens"] = SPECIALS + [
            AddedToken(each, normalized=False) for each in (BYTES if falls_back else [])
        ]
        alphabet = pre_tokenizers.ByteLevel.alphabet() if self.yes(0.3) else []
        return Tokenizer(model), trainers.BpeTrainer(
            vocab_size=900, limit_alphabet=200, initial_alphabet=alphabet, **common, **affixes)

    def several(self, make, counts):
        return [make() for _ in range(self.draw.choice(counts))]

    def tokenizer(self):
        tokenizer, trainer = self.model()
        if steps := self.several(self.normalizer, [0, 1, 1, 2, 3]):
            tokenizer.normalizer = normalizers.Sequence(steps)
        if steps := self.several(self.pre_tokenizer, [0, 1, 1, 2]):
            tokenizer.pre_tokenizer = pre_tokenizers.Sequence(steps)
        if steps := self.several(self.decoder, [0, 1, 1, 2, 3]):
            tokenizer.decoder = decoders.Sequence(steps)
        sample = [self.draw.choice(self.lines)[:200] for _ in range(250)]
        tokenizer.train_from_iterator(sample, trainer)
        if self.yes():
            tokenizer.add_tokens([
                AddedToken(each, single_word=self.yes(0.4), lstrip=self.yes(0.4), rstrip=self.yes(0.4),
                           normalized=bool(each.strip()) and self.yes())
                for each in WORDS[:-2] if self.yes()
            ])
        ends = [(each, tokenizer.token_to_id(each)) for each in ("<eos>", "<bos>")]
        tokenizer.post_processor = self.draw.choice([
            processors.ByteLevel(trim_offsets=True), processors.BertProcessing(*ends),
            processors.RobertaProcessing(*ends, self.yes(), self.yes()),
            processors.TemplateProcessing(single="<bos> $A <eos> <eos>", special_tokens=ends),
        ])
        return tokenizer

    def line(self):
        if self.yes(0.3):
            return self.draw.choice(self.lines)
        parts = (self.draw.choice(WORDS if self.yes(0.3) else ODD)
                 for _ in range(self.draw.randint(0, 25)))
        return "".join(parts)


def attempt(body):
    """What a function of the package returns; None when the package stops."""
    try:
        return body()
    except BaseException as error:  # The package's panics are no Exceptions.
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        return None


def decoded_here(tool, path, rows):
    text = "".join(" ".join(map(str, row)) + "\n" for row in rows)
    data = subprocess.run(
        [tool, "vocab", "decode", "--json", "--quiet", "--vocab", path], input=text, check=True,
        stdout=subprocess.PIPE, encoding="utf-8",
    ).stdout
    return [json.loads(line)["text"] for line in data.split("\n")[:-1]]


def compare(tool, path, tokenizer, maker, found):
    """The first line that differs, or None."""
    fault = None
    lines = [maker.line() for _ in range(210)]
    for line, ours in zip(lines, rows_here(tool, path, lines, path.parent)):
        ids = attempt(lambda: tokenizer.encode(line).ids)
        text = attempt(lambda: tokenizer.decode(ids)) if ids is not None else None
        if text is None:
            found["package stops"] += 1
            continue
        found["lines"] += 1
        for kind, here, there in (("other ids", ours[0], ids), ("other text", ours[2], text)):
            if here != there:
                found[kind] += 1
                fault = fault or (kind, line, here, there)
                break
    known = [id for id in range(tokenizer.get_vocab_size()) if tokenizer.id_to_token(id)]
    rows = [maker.draw.choices(known, k=maker.draw.randint(1, 12)) for _ in range(120)]
    for row, here in zip(rows, decoded_here(tool, path, rows)):
        there = attempt(lambda: tokenizer.decode(row))
        if there is None:
            found["package stops"] += 1
            continue
        found["decoded"] += 1
        if here != there:
            found["decoded otherwise"] += 1
            fault = fault or ("decoded", row, here, there)
    return fault


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lines = []
    for path in options.files:
        lines += pathlib.Path(path).read_text("utf-8").replace("\0", "").split("\n")
    maker = Maker([line[:500] for line in lines if line.strip()], random.Random(options.seed))
    found = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "tokenizer.json"
        for number in range(options.count):
            tokenizer = attempt(maker.tokenizer)
            if tokenizer is None:
                found["not made by the package"] += 1
                continue
            tokenizer.save(str(path))
            tokenizer = Tokenizer.from_file(str(path))
            try:
                fault = compare(options.tool, path, tokenizer, maker, found)
            except subprocess.CalledProcessError as error:
                if error.returncode != 65:
                    raise
                found["refused here"] += 1
                continue
            if fault:
                file = json.loads(path.read_text("utf-8"))
                file["model"] = file["model"]["type"]
                print(number, *map(repr, fault), json.dumps(file, ensure_ascii=False), sep="\n   ")
    print(", ".join(f"{key}: {count}" for key, count in sorted(found.items())))


if __name__ == "__main__":
    main()
