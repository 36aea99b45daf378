#!/usr/bin/env python3
"""Makes the golden files of the SentencePiece tests with the package itself (0.2.3).

    pip install sentencepiece==0.2.3
    python3 sentencepiece_golden.py Tests/TokenizationTests/Golden/SentencePiece

For each model: NAME.model, NAME.ids (the ids of each line of text.txt), NAME.decoded and NAME.places:
where each token starts and ends in the lines that are UTF-8, in characters.
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
    "unigram-plain": dict(model_type="unigram", vocab_size=160),
    "bpe-plain": dict(
        model_type="bpe", vocab_size=380, byte_fallback=True, treat_whitespace_as_suffix=True
    ),
    "char-plain": dict(
        model_type="char", vocab_size=130, add_dummy_prefix=False, remove_extra_whitespaces=False
    ),
}


def number(data, place):
    """The number at a place, and the place after it."""
    value = shift = 0
    while True:
        value |= (data[place] & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if data[place - 1] < 0x80:
            return value, place


def spelled(value):
    """The bytes of a number."""
    return bytes([value]) if value < 0x80 else bytes([value & 0x7F | 0x80]) + spelled(value >> 7)


def with_plain_spaces(data):
    """A model whose spaces are spaces: `escape_whitespaces` is false, with which none is trained."""
    place, result = 0, b""
    while place < len(data):
        tag = data[place]
        length, place = number(data, place + 1)
        body = data[place : place + length]
        place += length
        if tag == 0x0A:
            end = 2 + body[1]
            text = body[2:end].replace("\u2581".encode(), b" ")
            body = b"\x0A" + spelled(len(text)) + text + body[end:]
        elif tag == 0x1A:
            body += b"\x28\x00"
        result += bytes([tag]) + spelled(len(body)) + body
    return result


def places(model, line):
    """The places of the tokens of a line, as a line; nothing when it is not UTF-8."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return ""
    found = model.encode_as_offset_mapping(text)["offsets"]
    return " ".join(f"{start}-{end}" for start, end in found)


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
        path = folder / f"{name}.model"
        if name.endswith("-plain"):
            path.write_bytes(with_plain_spaces(path.read_bytes()))
        model = sentencepiece.SentencePieceProcessor(model_file=str(path))
        lines = text.split(b"\n")[:-1]
        ids = [model.encode(line) for line in lines]
        (folder / f"{name}.ids").write_text(
            "".join(" ".join(map(str, line)) + "\n" for line in ids)
        )
        (folder / f"{name}.decoded").write_text(
            "".join(model.decode(line) + "\n" for line in ids)
        )
        (folder / f"{name}.places").write_text(
            "".join(places(model, line) + "\n" for line in lines)
        )
    rules.unlink()


if __name__ == "__main__":
    main()
