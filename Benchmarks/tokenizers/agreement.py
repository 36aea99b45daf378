"""Compares tokenizers made here with Python's packages, and tokenizers made there with ours.

    python3 -m venv /tmp/tokenizers
    /tmp/tokenizers/bin/pip install tokenizers==0.23.3 tiktoken==0.14.0
    /tmp/tokenizers/bin/python Benchmarks/tokenizers/agreement.py .build/release/isthmus FOLDER

Every file below FOLDER that is UTF-8 text takes part with its first lines, up to --kilobytes. The
tokenizers are learnt from the first lines of all files together, here and there. Prints a table, a
row for each tokenizer: lines, lines whose ids differ, lines whose decoded text differs; and exits
with 1 when any ids or texts differ. With --smiles, the first words of the lines of further files are
what a smiles-bpe tokenizer is learnt from and compared on. Lines are compared without white space at their ends.
"""

import argparse
import base64
import json
import pathlib
import subprocess
import sys
import tempfile

import tiktoken
import tokenizers
from tokenizers import (
    AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers,
)

SPECIALS = [AddedToken(each, special=True) for each in ("<pad>", "<bos>", "<eos>", "<unk>")]
CL100K = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)

GPT2 = r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
O200K = "|".join([
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"\p{N}{1,3}", r" ?[^\s\p{L}\p{N}]+[\r\n/]*", r"\s*[\r\n]+", r"\s+(?!\S)", r"\s+",
])


def texts(folder, kilobytes):
    """The first lines of each text file, by name."""
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if not path.is_file():
            continue
        with open(path, "rb") as file:
            data = file.read(kilobytes * 1000)
        data = data[: data.rfind(b"\n") + 1] if len(data) == kilobytes * 1000 else data
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            continue
        lines = [line.strip("\ufeff").replace("\r", " ").strip() for line in text.split("\n")]
        lines = [line for line in lines if line]
        if lines:
            yield str(path.relative_to(folder)), lines


def byte_level(lines, size, form=normalizers.NFC()):
    t = Tokenizer(models.BPE())
    if form:
        t.normalizer = form
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    t.decoder = decoders.ByteLevel()
    t.train_from_iterator(lines, trainers.BpeTrainer(
        vocab_size=size, special_tokens=SPECIALS, show_progress=False, min_frequency=1,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    ))
    return t


def byte_level_as_is(lines, size):
    return byte_level(lines, size, form=None)


def cl100k(lines, size):
    t = Tokenizer(models.BPE(ignore_merges=True))
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(CL100K), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    t.decoder = decoders.ByteLevel()
    t.train_from_iterator(lines, trainers.BpeTrainer(
        vocab_size=size, show_progress=False, min_frequency=1,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    ))
    return t


def fallback(lines, size):
    t = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    t.normalizer = normalizers.Sequence([
        normalizers.NFKC(), normalizers.Prepend("▁"), normalizers.Replace(" ", "▁"),
    ])
    t.pre_tokenizer = pre_tokenizers.Split("▁", "merged_with_next")
    t.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
        decoders.Strip(" ", 1, 0),
    ])
    t.train_from_iterator(lines, trainers.BpeTrainer(
        vocab_size=size, show_progress=False, limit_alphabet=1000,
        special_tokens=SPECIALS + [f"<0x{byte:02X}>" for byte in range(256)],
    ))
    return t


def ran(arguments, **options):
    return subprocess.run(arguments, check=True, stdout=subprocess.PIPE, **options).stdout.decode()


def ids_here(isthmus, tokenizer, path):
    out = ran([isthmus, "vocab", "encode", "--quiet", "--vocab", tokenizer, path])
    return [list(map(int, line.split())) for line in out.removesuffix("\n").split("\n")]


def decoded_here(isthmus, tokenizer, ids, folder):
    path = f"{folder}/ids.txt"
    pathlib.Path(path).write_text("".join(" ".join(map(str, each)) + "\n" for each in ids))
    out = ran([isthmus, "vocab", "decode", "--quiet", "--vocab", tokenizer, path])
    return out.removesuffix("\n").split("\n")


def tiktoken_encoding(path, pattern):
    ranks = {}
    for line in pathlib.Path(path).read_bytes().splitlines():
        token, rank = line.split()
        ranks[base64.b64decode(token)] = int(rank)
    return tiktoken.Encoding("ours", pat_str=pattern, mergeable_ranks=ranks, special_tokens={})


def compare(isthmus, name, path, corpus, lines, folder):
    """Prints the row of a tokenizer.json, and returns how many lines differ."""
    here = ids_here(isthmus, path, corpus)
    package = Tokenizer.from_file(path)
    there = [each.ids for each in package.encode_batch_fast(lines, add_special_tokens=False)]
    assert len(here) == len(there) == len(lines)
    different = [at for at in range(len(lines)) if here[at] != there[at]]
    texts_here = decoded_here(isthmus, path, there, folder)
    texts_there = [each.replace("\n", " ") for each in package.decode_batch(there)]
    other = sum(a.strip() != b.strip() for a, b in zip(texts_here, texts_there))
    print(f"| {name} | {len(lines)} | {len(different)} | {other} |", flush=True)
    for at in different[:3]:
        print(f"    {lines[at]!r}\n    {here[at]}\n    {there[at]}", file=sys.stderr)
    return len(different) + other


def compare_tiktoken(isthmus, name, pattern, json_path, corpus, lines, folder):
    """Prints the row of a tokenizer written as .tiktoken, and returns how many lines differ."""
    path = f"{folder}/{name}.tiktoken"
    ran([isthmus, "vocab", "convert", json_path, "--quiet", "--to", "tiktoken", "--out", path])
    again = f"{folder}/{name}-again.json"
    ran([isthmus, "vocab", "convert", path, "--quiet", "--pattern", name, "--out", again])
    encoding = tiktoken_encoding(path, pattern)
    here = ids_here(isthmus, again, corpus)
    there = encoding.encode_ordinary_batch(lines, num_threads=1)
    different = sum(a != b for a, b in zip(there, here))
    texts = decoded_here(isthmus, again, there, folder)
    other = sum(a.strip() != encoding.decode(b).replace("\n", " ").strip()
                for a, b in zip(texts, there))
    print(f"| {name}, package tiktoken | {len(lines)} | {different} | {other} |", flush=True)
    return different + other


def compare_smiles(isthmus, paths, size, folder):
    """Learns smiles-bpe here and compares it on SMILES; returns how many strings differ."""
    words = [line.split()[0] for path in paths for line in open(path) if line.split()]
    (corpus, path) = (f"{folder}/corpus.smi", f"{folder}/smiles-bpe.json")
    pathlib.Path(corpus).write_text("".join(word + "\n" for word in words))
    ran([isthmus, "vocab", "train", corpus, "--quiet", "--model", "smiles-bpe", "--size",
         str(size), "--out", path])
    failures = compare(isthmus, "smiles-bpe, made here", path, corpus, words, folder)
    back = decoded_here(isthmus, path, ids_here(isthmus, path, corpus), folder)
    other = sum(a != b for a, b in zip(words, back)) + abs(len(words) - len(back))
    print(f"strings that do not come back from their tokens: {other}")
    return failures + other


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("isthmus")
    parser.add_argument("folder")
    parser.add_argument("--kilobytes", type=int, default=200)
    parser.add_argument("--size", type=int, default=8000)
    parser.add_argument("--smiles", nargs="*", default=[])
    options = parser.parse_args()
    files = dict(texts(options.folder, options.kilobytes))
    lines = [line for each in files.values() for line in each]
    size = sum(len(line.encode()) for line in lines) / 1e6
    print(f"{len(files)} files, {len(lines)} lines, {size:.1f} MB; tokenizers "
          f"{tokenizers.__version__}, tiktoken {tiktoken.__version__}", flush=True)
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        corpus = f"{folder}/corpus.txt"
        pathlib.Path(corpus).write_bytes(("\n".join(lines) + "\n").encode())
        made = {}
        for name, make in (
            ("byte-level", byte_level), ("byte-level, no form", byte_level_as_is),
            ("cl100k", cl100k), ("fallback", fallback),
        ):
            made[f"{name}, made there"] = f"{folder}/{name}.json"
            make(lines, options.size).save(made[f"{name}, made there"])
        for model in ("byte-bpe", "bpe", "unigram", "wordpiece"):
            made[f"{model}, made here"] = f"{folder}/{model}.json"
            ran([options.isthmus, "vocab", "train", corpus, "--as", "text", "--quiet", "--model",
                 model, "--size", str(options.size), "--out", f"{folder}/{model}.json"])
        ours = json.load(open(made["byte-bpe, made here"]))["model"]
        theirs = json.load(open(made["byte-level, made there"]))["model"]
        same = ours["vocab"] == theirs["vocab"] and ours["merges"] == theirs["merges"]
        print(f"learnt from the same lines: {len(ours['vocab'])} tokens and "
              f"{len(ours['merges'])} merges, {'the same' if same else 'DIFFERENT'}", flush=True)
        failures += not same
        print("| tokenizer | lines | other ids | other text |\n| --- | ---: | ---: | ---: |")
        for name, path in made.items():
            failures += compare(options.isthmus, name, path, corpus, lines, folder)
        for name, pattern in (("gpt2", GPT2), ("cl100k", CL100K), ("o200k", O200K)):
            failures += compare_tiktoken(
                options.isthmus, name, pattern, made["byte-level, no form, made there"], corpus,
                lines, folder,
            )
        if options.smiles:
            failures += compare_smiles(options.isthmus, options.smiles, 1000, folder)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
