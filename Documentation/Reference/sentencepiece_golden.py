#!/usr/bin/env python3
"""Makes the golden files of the SentencePiece tests with the package itself (0.2.3).

    pip install sentencepiece==0.2.3
    python3 sentencepiece_golden.py Tests/TokenizationTests/Golden/SentencePiece

For each model: NAME.model, NAME.ids (the ids of each line of text.txt) and NAME.decoded.
"""
import pathlib
import sys

import sentencepiece

RULES = {
    "FF21": "41",  # a full-width letter
    "65 301": "E9",  # e and an acute accent
    "FB01": "66 69",  # a ligature
    "9": "20",  # a tab
    "A0": "20",  # a no-break space
    "200B": "",  # a zero-width space
    "2026": "2E 2E 2E",  # an ellipsis
    "BD": "31 2F 32",  # a fraction
    "2F 2F": "2F",  # two signs that become one
}

MODELS = {
    "unigram": dict(model_type="unigram", vocab_size=160),
    "unigram-bytes": dict(
        model_type="unigram",
        vocab_size=360,
        byte_fallback=True,
        character_coverage=0.98,
        user_defined_symbols=["<sep>", "the sea", "ing"],
    ),
    "unigram-suffix": dict(
        model_type="unigram", vocab_size=160, treat_whitespace_as_suffix=True
    ),
    "bpe": dict(model_type="bpe", vocab_size=180),
    "bpe-bytes": dict(
        model_type="bpe",
        vocab_size=380,
        byte_fallback=True,
        character_coverage=0.98,
        user_defined_symbols=["<sep>", "the"],
        remove_extra_whitespaces=False,
    ),
    "word": dict(model_type="word", vocab_size=60),
    "word-suffix": dict(model_type="word", vocab_size=60, treat_whitespace_as_suffix=True),
    "char": dict(
        model_type="char", vocab_size=130, add_dummy_prefix=False, user_defined_symbols=["sea"]
    ),
}


def main():
    folder = pathlib.Path(sys.argv[1])
    text = (folder / "text.txt").read_bytes()
    rules = folder / "rules.tsv"
    rules.write_text("".join(f"{a}\t{b}\n" for a, b in RULES.items()))
    for name, options in MODELS.items():
        sentencepiece.SentencePieceTrainer.train(
            input=str(folder / "text.txt"),
            model_prefix=str(folder / name),
            normalization_rule_tsv=str(rules),
            num_threads=1,
            hard_vocab_limit=False,
            minloglevel=2,
            **options,
        )
        (folder / f"{name}.vocab").unlink()
        model = sentencepiece.SentencePieceProcessor(model_file=str(folder / f"{name}.model"))
        lines = text.split(b"\n")[:-1]
        ids = [model.encode(line) for line in lines]
        (folder / f"{name}.ids").write_text(
            "".join(" ".join(map(str, line)) + "\n" for line in ids)
        )
        (folder / f"{name}.decoded").write_text(
            "".join(model.decode(line) + "\n" for line in ids)
        )
    rules.unlink()


if __name__ == "__main__":
    main()
