"""Compares our tokenizers with Hugging Face's Python package `tokenizers`.

    python3 -m venv /tmp/reference
    /tmp/reference/bin/pip install -r Documentation/Reference/requirements.txt
    /tmp/reference/bin/python Documentation/Reference/tokenizers_check.py           # writes
    /tmp/reference/bin/python Documentation/Reference/tokenizers_check.py --check   # compares
    /tmp/reference/bin/python Documentation/Reference/tokenizers_check.py TOKENIZER TEXT IDS

The first form opens Tests/TokenizationTests/Golden/KIND.json, which the Swift tests write and
compare byte for byte, and writes beside it KIND.ids and KIND.decoded: the ids that the package
gives the lines of KIND.txt, and the text that it makes of them. It also trains a tokenizer with the
package, python.json, on whitespace.txt, with its ids, python.ids.

The last form compares on text of your own:

    isthmus vocab encode --vocab tokenizer.json text.txt > ids.txt
    tokenizers_check.py tokenizer.json text.txt ids.txt

It prints the lines whose ids differ and fails when there are any.
"""

import pathlib
import sys

import tokenizers
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, trainers

VERSION = "0.23.3"
GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "Tests/TokenizationTests/Golden"
KINDS = ("word", "whitespace", "character", "smiles")
SPECIALS = ("<pad>", "<bos>", "<eos>", "<unk>")


def lines(path):
    """The lines of a file, without their ends; no other character ends a line."""
    text = pathlib.Path(path).read_bytes().decode("utf-8")
    return text.removesuffix("\n").split("\n")


def spelled(ids):
    return " ".join(str(each) for each in ids)


def trained_here():
    """A tokenizer as a user of the package would make it."""
    tokenizer = Tokenizer(models.WordLevel(unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.WordLevelTrainer(
        vocab_size=20,
        special_tokens=[AddedToken(each, special=True) for each in SPECIALS],
        show_progress=False,
    )
    texts = [line.replace("<unk>", "") for line in lines(GOLDEN / "whitespace.txt")]
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def golden():
    """The files that the Swift tests read, by name."""
    files = {}
    for kind in KINDS:
        tokenizer = Tokenizer.from_file(str(GOLDEN / f"{kind}.json"))
        ids = [tokenizer.encode(line).ids for line in lines(GOLDEN / f"{kind}.txt")]
        files[f"{kind}.ids"] = "\n".join(map(spelled, ids)) + "\n"
        files[f"{kind}.decoded"] = "\n".join(map(tokenizer.decode, ids)) + "\n"
    tokenizer = trained_here()
    files["python.json"] = tokenizer.to_str(pretty=True) + "\n"
    ids = [tokenizer.encode(line).ids for line in lines(GOLDEN / "whitespace.txt")]
    files["python.ids"] = "\n".join(map(spelled, ids)) + "\n"
    return files


def compare(tokenizer, text, ids):
    """The number of lines of a text for which the package gives other ids."""
    tokenizer = Tokenizer.from_file(tokenizer)
    found = lines(ids)
    expected = [spelled(tokenizer.encode(line).ids) for line in lines(text)]
    if len(found) != len(expected):
        sys.exit(f"{ids} has {len(found)} lines, {text} has {len(expected)}")
    differing = [at for at, pair in enumerate(zip(found, expected)) if pair[0] != pair[1]]
    for at in differing:
        print(f"{text}:{at + 1}:\n  ours:    {found[at]}\n  package: {expected[at]}")
    print(f"{len(differing)} of {len(found)} lines differ")
    return len(differing)


def main(arguments):
    if tokenizers.__version__ != VERSION:
        sys.exit(f"this is for tokenizers {VERSION}, not {tokenizers.__version__}")
    if len(arguments) == 3:
        sys.exit(1 if compare(*arguments) else 0)
    for name, text in golden().items():
        path = GOLDEN / name
        if arguments != ["--check"]:
            path.write_bytes(text.encode("utf-8"))
        elif path.read_bytes() != text.encode("utf-8"):
            sys.exit(f"{path} differs")


if __name__ == "__main__":
    main(sys.argv[1:])
