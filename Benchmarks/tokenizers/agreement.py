"""Compares tokenizers made here with Python's packages, and tokenizers made there with ours.

    python3 -m venv /tmp/tokenizers
    /tmp/tokenizers/bin/pip install tokenizers==0.23.3 tiktoken==0.14.0
    /tmp/tokenizers/bin/python Benchmarks/tokenizers/agreement.py .build/release/isthmus FOLDER

Every file below FOLDER that is UTF-8 text takes part with its first lines, up to --kilobytes. The
tokenizers are learnt from the first lines of all files together, here and there. Prints a table, a
row for each tokenizer: lines, lines whose ids differ, lines whose decoded text differs; and exits
with 1 when any ids differ. Lines are compared without white space at their ends, which is where
`isthmus vocab encode` leaves it out.
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


def byte_level(lines, size):
    t = Tokenizer(models.BPE())
    t.normalizer = normalizers.NFC()
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    t.decoder = decoders.ByteLevel()
    t.train_from_iterator(lines, trainers.BpeTrainer(
        vocab_size=size, special_tokens=SPECIALS, show_progress=False, min_frequency=1,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    ))
    return t


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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("isthmus")
    parser.add_argument("folder")
    parser.add_argument("--kilobytes", type=int, default=200)
    parser.add_argument("--size", type=int, default=8000)
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
        for name, make in (("byte-level", byte_level), ("cl100k", cl100k), ("fallback", fallback)):
            made[f"{name}, made there"] = f"{folder}/{name}.json"
            make(lines, options.size).save(made[f"{name}, made there"])
        for model in ("byte-bpe", "bpe"):
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
            here = ids_here(options.isthmus, path, corpus)
            package = Tokenizer.from_file(path)
            there = [each.ids for each in package.encode_batch(lines, add_special_tokens=False)]
            different = [at for at in range(len(lines)) if here[at] != there[at]]
            texts_here = decoded_here(options.isthmus, path, there, folder)
            texts_there = [each.replace("\n", " ") for each in package.decode_batch(there)]
            other = sum(a.strip() != b.strip() for a, b in zip(texts_here, texts_there))
            print(f"| {name} | {len(lines)} | {len(different)} | {other} |", flush=True)
            failures += len(different)
            for at in different[:3]:
                print(f"    {lines[at]!r}\n    {here[at]}\n    {there[at]}", file=sys.stderr)
        path = f"{folder}/ours.tiktoken"
        ran([options.isthmus, "vocab", "convert", made["cl100k, made there"], "--quiet", "--to",
             "tiktoken", "--out", path])
        encoding = tiktoken_encoding(path, CL100K)
        here = ids_here(options.isthmus, path, corpus)
        different = sum(encoding.encode_ordinary(a) != b for a, b in zip(lines, here))
        print(f"| cl100k as .tiktoken, package tiktoken | {len(lines)} | {different} | |")
        failures += different
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
