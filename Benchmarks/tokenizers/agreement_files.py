"""Compares tokenizers with Python's packages on every line of every text file below a folder.

    python3 -m venv /tmp/tokenizers
    /tmp/tokenizers/bin/pip install tokenizers==0.23.3 sentencepiece==0.2.3
    /tmp/tokenizers/bin/python Benchmarks/tokenizers/agreement_files.py .build/release/isthmus \
        FOLDER RESULTS [--kilobytes 20000] --only NAME...
    /tmp/tokenizers/bin/python Benchmarks/tokenizers/agreement_files.py --table RESULTS

Every file that is UTF-8 without U+0000 takes part as a whole, or with its first --kilobytes. The
tokenizers are made by the packages, or learnt here, from the first 4 kB of each file. For each
line and tokenizer the ids with special tokens, the places in characters and the decoded text are
compared; nothing is taken from the ends of lines. RESULTS/NAME.json says, by file, how many lines
differ; the last form prints the tables. The first 200 lines that differ in one way go to
RESULTS/NAME.differ.
"""

import argparse
import collections
import itertools
import json
import pathlib
import struct
import subprocess
import sys
import time
import unicodedata

SIZE = 4000
CHUNK = 4_000_000


def files(folder, limit):
    """The lines of each text file, by name."""
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if not path.is_file():
            continue
        with open(path, "rb") as file:
            data = file.read(limit)
        if len(data) == limit:
            data = data[: data.rfind(b"\n")]
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if text and "\0" not in text:
            yield str(path.relative_to(folder)), text.removesuffix("\n").split("\n")


def packaged(name, sample, folder):
    """The file of a tokenizer that a package makes of lines."""
    if name.startswith("spm-"):
        return sentencepiece_model(name, sample, folder)
    import file_tokenizers
    path = folder / f"{name}.tokenizer.json"
    file_tokenizers.MAKERS[name](sample, SIZE).save(str(path))
    return path


SENTENCEPIECE = {
    "spm-unigram": dict(model_type="unigram", normalization_rule_name="nmt_nfkc"),
    "spm-unigram-bytes": dict(
        model_type="unigram", byte_fallback=True, user_defined_symbols=["<sep>", "the", "日本"],
        normalization_rule_name="identity",
    ),
    "spm-bpe": dict(model_type="bpe", normalization_rule_name="nmt_nfkc_cf"),
    "spm-bpe-bytes": dict(
        model_type="bpe", byte_fallback=True, user_defined_symbols=["<sep>", "the", "日本"],
        normalization_rule_name="identity", remove_extra_whitespaces=False,
    ),
    "spm-char": dict(model_type="char", normalization_rule_name="nmt_nfkc"),
    "spm-word": dict(model_type="word", normalization_rule_name="nmt_nfkc"),
}


def sentencepiece_model(name, sample, folder):
    import sentencepiece
    (folder / "sample.txt").write_text("\n".join(sample) + "\n", "utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(folder / "sample.txt"), model_prefix=str(folder / name), vocab_size=SIZE,
        character_coverage=0.98, num_threads=1, minloglevel=2, hard_vocab_limit=False,
        **SENTENCEPIECE[name],
    )
    return folder / f"{name}.model"


def learnt(tool, model, sample, folder):
    """The file of a tokenizer that is learnt here."""
    (corpus, path) = (folder / "sample.txt", folder / f"isthmus-{model}.tokenizer.json")
    corpus.write_text("\n".join(sample) + "\n", "utf-8")
    subprocess.run(
        [tool, "vocab", "train", str(corpus), "--as", "text", "--quiet", "--model", model, "--size",
         str(SIZE), "--out", str(path)], check=True,
    )
    return path


class Package:
    """A tokenizer in its package."""

    def __init__(self, path):
        self.bytes = set()
        if path.suffix == ".model":
            import sentencepiece
            self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(path))
        else:
            from tokenizers import Tokenizer
            (self.pieces, self.tokenizer) = (None, Tokenizer.from_file(str(path)))
            if json.loads(self.tokenizer.to_str())["model"]["type"] == "Unigram":
                self.bytes = {self.tokenizer.token_to_id(f"<0x{byte:02X}>") for byte in range(256)}

    def rows(self, lines):
        """The ids, places and decoded text of each line."""
        if self.pieces:
            for line in lines:
                found = self.pieces.encode_as_offset_mapping(line)
                ids = found["ids"]
                yield ids, list(itertools.chain(*found["offsets"])), self.pieces.decode(ids)
            return
        found = self.tokenizer.encode_batch(lines)
        ids = [each.ids for each in found]
        texts = self.tokenizer.decode_batch(ids)
        for each, line, text in zip(found, ids, texts):
            yield line, list(itertools.chain(*each.offsets)), text


def rows_here(tool, path, lines, folder):
    """The ids, places and decoded text of each line by isthmus."""
    text = folder / "chunk.txt"
    text.write_bytes(("\n".join(lines) + "\n").encode())
    data = subprocess.run(
        [tool, "token-places", "--quiet", "--vocab", str(path), str(text)], check=True,
        stdout=subprocess.PIPE,
    ).stdout
    place = 0
    for _ in lines:
        (count,) = struct.unpack_from("<i", data, place)
        numbers = struct.unpack_from(f"<{count * 3 + 1}i", data, place + 4)
        start = place + 8 + count * 12
        place = start + numbers[-1]
        places = [0] * (count * 2)
        (places[::2], places[1::2]) = (numbers[1:-1:3], numbers[2:-1:3])
        yield list(numbers[:-1:3]), places, data[start:place].decode()
    assert place == len(data)


def places_differ(line, ids, here, there, byte_ids):
    """Whether places differ otherwise than by marks and bytes, whether by marks, whether by bytes.

    Here a composed character has the places of all characters that it is composed of; in the
    package that of the first only. Here a byte of a unigram model has the place of its character;
    in the package that of all characters in a row that are in bytes. Where nothing is does not
    count: there it is the start.
    """
    if here == there:
        return False, False, False
    (otherwise, marks, in_bytes) = (False, False, False)
    for id, a, b, c, d in zip(ids, here[::2], here[1::2], there[::2], there[1::2]):
        if a == b and c == d or a == c and b == d:
            continue
        if id in byte_ids and c <= a and b <= d:
            in_bytes = True
        elif a <= c and d <= b and all(is_mark(line[at]) for at in (*range(a, c), *range(d, b))):
            marks = True
        else:
            otherwise = True
    return otherwise, marks, in_bytes


def is_mark(character):
    """Whether a character may be composed with the one before, or has nothing left of it."""
    return (unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff")


def chunks(lines):
    """Parts of some megabytes."""
    (part, size) = ([], 0)
    for line in lines:
        part.append(line)
        size += len(line) + 1
        if size > CHUNK:
            yield part
            (part, size) = ([], 0)
    yield part


def compare(tool, path, lines, folder, log):
    """What differs in each line that does: ids, places, decoded text, places of marks, of bytes.

    Places are compared where the ids are the same.
    """
    package = Package(path)
    (faults, kinds) = ({}, collections.Counter())
    for part in chunks(lines):
        here = rows_here(tool, path, part, folder)
        for line, ours, theirs in zip(part, here, package.rows(part)):
            if ours == theirs:
                continue
            ids = ours[0] != theirs[0]
            places = ((False, False, False) if ids else
                      places_differ(line, *ours[:2], theirs[1], package.bytes))
            fault = (ids, places[0], ours[2] != theirs[2], *places[1:])
            if any(fault):
                faults[line] = fault
                kinds[fault] += 1
                if kinds[fault] <= 200:
                    print(fault, repr(line[:300]), *map(repr, (ours, theirs)), sep="\n  ", file=log)
    return faults


def run(options):
    folder = pathlib.Path(options.results)
    folder.mkdir(exist_ok=True)
    text = dict(files(options.folder, options.kilobytes * 1000))
    sample = [line.strip() for lines in text.values() for line in first(lines) if line.strip()]
    lines = list(dict.fromkeys(itertools.chain(*text.values())))
    for name in options.only:
        started = time.time()
        path = (learnt(options.tool, name.removeprefix("isthmus-"), sample, folder)
                if name.startswith("isthmus-") else packaged(name, sample, folder))
        with open(folder / f"{name}.differ", "w", encoding="utf-8") as log:
            faults = compare(options.tool, path, lines, folder, log)
        result = {}
        for file, each in text.items():
            found = [faults[line] for line in each if line in faults]
            result[file] = [len(each), *(sum(column) for column in zip(*found))] or [len(each)]
        (folder / f"{name}.json").write_text(json.dumps(result))
        total = [sum(each[column] for each in faults.values()) for column in range(5)]
        print(f"{name}: {len(lines)} different lines, {total}, {time.time() - started:.0f} s",
              flush=True)


def first(lines, limit=4000):
    """The first lines."""
    size = 0
    for line in lines:
        size += len(line) + 1
        if size > limit:
            return
        yield line


def table(folder):
    """Prints a row for each tokenizer, and one for each set of files: the folder they are in."""
    results = {path.stem: json.loads(path.read_text())
               for path in sorted(pathlib.Path(folder).glob("*.json"))
               if path.with_suffix(".differ").exists()}
    head = "files | lines | other ids | places | text | marks | bytes |"
    print(f"| tokenizer | {head}\n| --- |" + " ---: |" * 7)
    sets = collections.defaultdict(collections.Counter)
    for name, result in results.items():
        total = collections.Counter()
        for file, row in result.items():
            counts = collections.Counter(dict(enumerate([1, *row])))
            total.update(counts)
            sets[file.split("/")[0]].update(counts)
        print(table_row(name, total))
    print(f"\nAll tokenizers together:\n\n| set | {head}\n| --- |" + " ---: |" * 7)
    for name, counts in sorted(sets.items()):
        counts[0] //= len(results)
        counts[1] //= len(results)
        print(table_row(f"`{name}`", counts))


def table_row(name, counts):
    return f"| {name} | " + " | ".join(f"{counts[column]:,}" for column in range(7)) + " |"


def main():
    if sys.argv[1:2] == ["--table"]:
        return table(sys.argv[2])
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("folder")
    parser.add_argument("results")
    parser.add_argument("--kilobytes", type=int, default=20_000)
    parser.add_argument("--only", nargs="+", required=True)
    run(parser.parse_args())


if __name__ == "__main__":
    main()
