"""Compares SentencePiece models read and made here with the `sentencepiece` package.

    python3 -m venv /tmp/sentencepiece
    /tmp/sentencepiece/bin/pip install sentencepiece==0.2.3
    /tmp/sentencepiece/bin/python Benchmarks/tokenizers/agreement_sentencepiece.py \
        .build/release/isthmus FILE...

The lines of all files together are what models are learnt from, here and there, and what is
encoded and decoded. Prints a row for each model: lines, lines whose ids differ, lines whose decoded
text differs; exits with 1 when any differ. Lines are compared in normalisation form C and without
white space at their ends.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

import sentencepiece

MODELS = {
    "unigram": dict(model_type="unigram"),
    "unigram, bytes, own symbols": dict(
        model_type="unigram",
        byte_fallback=True,
        character_coverage=0.98,
        user_defined_symbols=["<sep>", "the"],
    ),
    "byte pairs": dict(model_type="bpe"),
    "byte pairs, bytes, case folded": dict(
        model_type="bpe",
        byte_fallback=True,
        character_coverage=0.98,
        normalization_rule_name="nfkc_cf",
        remove_extra_whitespaces=False,
    ),
    "words": dict(model_type="word"),
    "characters": dict(model_type="char", vocab_size=3000),
}


def run(tool, *arguments, lines):
    """The lines that the tool prints for lines."""
    result = subprocess.run(
        [tool, "vocab", *arguments], input="\n".join(lines) + "\n", capture_output=True, text=True
    )
    if result.returncode != 0:
        sys.exit(result.stderr)
    return result.stdout.split("\n")[:-1]


def compare(tool, name, path, lines):
    """A row of the table; whether all lines agree."""
    package = sentencepiece.SentencePieceProcessor(model_file=str(path))
    ids = package.encode(lines)
    spelled = [" ".join(map(str, line)) for line in ids]
    ours = run(tool, "encode", "--vocab", str(path), lines=lines)
    decoded = run(tool, "decode", "--vocab", str(path), lines=spelled)
    wrong_ids = sum(a != b for a, b in zip(spelled, ours)) + abs(len(spelled) - len(ours))
    texts = [package.decode(line) for line in ids]
    wrong_texts = sum(a != b for a, b in zip(texts, decoded))
    print(f"| {name} | {len(lines)} | {wrong_ids} | {wrong_texts} |", flush=True)
    return wrong_ids + wrong_texts == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--size", type=int, default=8000)
    options = parser.parse_args()
    lines = []
    for path in options.files:
        text = unicodedata.normalize("NFC", pathlib.Path(path).read_text("utf-8", "replace"))
        text = text.replace("\r", " ").replace("\0", " ").replace("\ufeff", "")
        lines += [line.strip() for line in text.split("\n") if line.strip()]
    print("| model | lines | other ids | other text |\n|---|---|---|---|")
    agrees = True
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "text.txt").write_text("\n".join(lines) + "\n", "utf-8")
        for number, (name, settings) in enumerate(MODELS.items()):
            sentencepiece.SentencePieceTrainer.train(
                input=str(folder / "text.txt"),
                model_prefix=str(folder / f"{number}"),
                num_threads=1,
                minloglevel=2,
                hard_vocab_limit=False,
                **{"vocab_size": options.size, **settings},
            )
            agrees &= compare(options.tool, name + ", theirs", folder / f"{number}.model", lines)
        (json, model) = (str(folder / "ours.json"), str(folder / "ours.model"))
        train = ["train", str(folder / "text.txt"), "--model", "unigram"]
        run(options.tool, *train, "--size", str(options.size), "--out", json, lines=[])
        run(options.tool, "convert", json, "--to", "sentencepiece", "--out", model, lines=[])
        agrees &= compare(options.tool, "unigram, ours", model, lines)
        encode = (options.tool, "encode", "--vocab")
        (first, second) = (run(*encode, path, lines=lines) for path in (json, model))
        other = sum(a != b for a, b in zip(first, second)) + abs(len(first) - len(second))
        print(f"| unigram, ours, as tokenizer.json | {len(lines)} | {other} | |")
        agrees &= other == 0
    sys.exit(0 if agrees else 1)


if __name__ == "__main__":
    main()
