"""Writes the tokenizers of Tests/TokenizationTests/Fixtures, with what Python's package makes of text.

    python3 -m venv /tmp/tokenizers
    /tmp/tokenizers/bin/pip install tokenizers==0.23.3
    /tmp/tokenizers/bin/python Benchmarks/tokenizers/golden.py           # writes
    /tmp/tokenizers/bin/python Benchmarks/tokenizers/golden.py --check   # compares

NAME.json is a tokenizer that the package learnt from texts.txt with the stages named below, and
NAME.jsonl has a line for each line of texts.txt: the ids, the places in characters, the ids with
special tokens, and the decoded text. NAME.pairs.jsonl, of tokenizers that put texts together in ways
of their own, has a line for every two lines: the ids, types and places of both as a pair, with special
tokens and without, and the types of the first by itself. `golden.py --pairs` writes these of the
tokenizers that are there.
"""

import json
import pathlib
import sys

import tokenizers
from tokenizers import (
    AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers,
)

import patterns

VERSION = "0.23.3"
FOLDER = pathlib.Path(__file__).resolve().parents[2] / "Tests/TokenizationTests/Fixtures"
SPECIALS = [AddedToken(each, special=True) for each in ("<pad>", "<bos>", "<eos>", "<unk>")]
CL100K = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def bpe_trainer(size, **options):
    return trainers.BpeTrainer(
        vocab_size=size, special_tokens=SPECIALS, show_progress=False, **options
    )


def byte_level():
    """As GPT-2, with a token added that takes the space before it."""
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    t.decoder = decoders.ByteLevel()
    t.post_processor = processors.ByteLevel(trim_offsets=True)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    yield t, bpe_trainer(500, initial_alphabet=alphabet)
    t.add_tokens([AddedToken("Köln", lstrip=True, single_word=True, normalized=False)])


def cl100k():
    """As Llama 3, from whose pieces those that are tokens are not merged."""
    t = Tokenizer(models.BPE(ignore_merges=True))
    t.normalizer = normalizers.NFKC()
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(CL100K), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    t.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    yield t, bpe_trainer(450, initial_alphabet=alphabet)
    t.post_processor = processors.TemplateProcessing(
        single="<bos> $A", pair="<bos> $A <bos> $B:1", special_tokens=[("<bos>", 1)]
    )


def fallback():
    """As Llama 2: characters, and bytes where there is no token."""
    t = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    t.normalizer = normalizers.Sequence([
        normalizers.Prepend("▁"), normalizers.Replace(" ", "▁"),
    ])
    t.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
        decoders.Strip(" ", 1, 0),
    ])
    yield t, trainers.BpeTrainer(
        vocab_size=500, show_progress=False, limit_alphabet=70, max_token_length=8,
        special_tokens=SPECIALS + [f"<0x{byte:02X}>" for byte in range(256)],
    )


def affixes():
    """As CLIP: words by white space and signs, with a mark at their ends."""
    t = Tokenizer(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"))
    t.normalizer = normalizers.Sequence([
        normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase(),
    ])
    t.pre_tokenizer = pre_tokenizers.Whitespace()
    t.decoder = decoders.BPEDecoder(suffix="</w>")
    yield t, bpe_trainer(260, end_of_word_suffix="</w>", min_frequency=2)
    t.post_processor = processors.RobertaProcessing(("<eos>", 2), ("<bos>", 1), trim_offsets=False)


def bert():
    """BERT's cleaning and pieces, with whole words as tokens."""
    t = Tokenizer(models.WordLevel(unk_token="<unk>"))
    t.normalizer = normalizers.BertNormalizer()
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    t.decoder = decoders.WordPiece()
    yield t, trainers.WordLevelTrainer(vocab_size=80, special_tokens=SPECIALS, show_progress=False)
    t.post_processor = processors.BertProcessing(("<eos>", 2), ("<bos>", 1))


def metaspace():
    """Metaspaces, digits one by one and signs apart."""
    t = Tokenizer(models.BPE(unk_token="<unk>", dropout=None))
    t.normalizer = normalizers.Sequence([
        normalizers.Strip(), normalizers.NFKD(), normalizers.StripAccents(),
    ])
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Metaspace(prepend_scheme="first"),
        pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.Punctuation("merged_with_previous"),
        pre_tokenizers.Split("ab", "merged_with_next"),
    ])
    t.decoder = decoders.Metaspace(prepend_scheme="first")
    yield t, bpe_trainer(200, limit_alphabet=90)


def byte_pieces(splits, size):
    """Byte-level pairs in pieces that expressions cut, one after the other."""
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.Sequence([
        *(pre_tokenizers.Split(Regex(each), "isolated") for each in splits),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    t.decoder = decoders.ByteLevel()
    return t, bpe_trainer(size, initial_alphabet=pre_tokenizers.ByteLevel.alphabet())


def deepseek():
    """Numbers, Chinese and Japanese, then words and signs, as in DeepSeek's models."""
    yield byte_pieces(patterns.DEEPSEEK, 340)


def tekken():
    """Words that begin at a capital letter, as in Mistral's models."""
    yield byte_pieces([patterns.TEKKEN], 330)


def bloom():
    """Whatever is not white space or a sign, with a space before it, as in BLOOM."""
    yield byte_pieces([patterns.BLOOM], 320)


def possessive():
    """The pattern of cl100k as it is spelled for other engines, with possessive repeats."""
    yield byte_pieces([patterns.POSSESSIVE], 320)


def clip():
    """Words, digits and signs in lower case, and the ends of words, as in CLIP."""
    t = Tokenizer(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"))
    t.normalizer = normalizers.Sequence([
        normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase(),
    ])
    t.pre_tokenizer = pre_tokenizers.Split(Regex(patterns.CLIP), "removed", invert=True)
    t.decoder = decoders.Sequence([
        decoders.Replace("</w>", " "), decoders.Fuse(),
        decoders.Replace(Regex(r" (?=[.,:;!?])| +$"), ""),
    ])
    yield t, bpe_trainer(220, end_of_word_suffix="</w>")


def starcoder():
    """Each digit by itself, then GPT-2's pieces, as in StarCoder; and dates apart."""
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"(?<!\d)\d{4}(?=-\d)"), "merged_with_previous"),
        pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False),
    ])
    t.decoder = decoders.ByteLevel()
    yield t, bpe_trainer(330, initial_alphabet=pre_tokenizers.ByteLevel.alphabet())


def scripts():
    """Pieces of one script each, and pairs in which the second text comes first."""
    t = Tokenizer(models.Unigram())
    t.pre_tokenizer = pre_tokenizers.UnicodeScripts()
    t.decoder = decoders.Fuse()
    yield t, trainers.UnigramTrainer(
        vocab_size=260, special_tokens=SPECIALS, unk_token="<unk>", show_progress=False
    )
    t.post_processor = processors.TemplateProcessing(
        single="<bos>:3 $A:5 <eos>:7 <eos>:1", pair="<bos> $B:2 <eos>:4 $A:9 <eos>:1 $B:6",
        special_tokens=[("<bos>", 1), ("<eos>", 2)],
    )


def lines(path):
    return path.read_bytes().decode("utf-8").removesuffix("\n").split("\n")


def without_unknown(text):
    """Training never sees the spellings of special tokens as text."""
    return text.replace("<unk>", "").replace("<eos>", "")


MAKERS = (
    byte_level, cl100k, fallback, affixes, bert, metaspace, deepseek, tekken, bloom, possessive, clip,
    starcoder, scripts,
)
PAIRED = (byte_level, cl100k, affixes, bert, scripts)


def sample_texts():
    return [line.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")
            for line in lines(FOLDER / "texts.txt")]


def files():
    texts = sample_texts()
    for make in MAKERS:
        steps = make()
        tokenizer, trainer = next(steps)
        tokenizer.train_from_iterator(map(without_unknown, texts), trainer)
        next(steps, None)
        tokenizer = Tokenizer.from_str(tokenizer.to_str())
        yield f"{make.__name__}.json", tokenizer.to_str(pretty=True) + "\n"
        rows = []
        for text in texts:
            plain = tokenizer.encode(text, add_special_tokens=False)
            rows.append(json.dumps({
                "ids": plain.ids,
                "places": [list(each) for each in plain.offsets],
                "special": tokenizer.encode(text).ids,
                "decoded": tokenizer.decode(plain.ids),
            }, ensure_ascii=False))
        yield f"{make.__name__}.jsonl", "\n".join(rows) + "\n"
        if make in PAIRED:
            yield pairs(make.__name__, tokenizer)


def pairs(name, tokenizer):
    texts = sample_texts()
    rows = []
    for first, second in zip(texts[::2], texts[1::2]):
        special = tokenizer.encode(first, second)
        plain = tokenizer.encode(first, second, add_special_tokens=False)
        rows.append(json.dumps({
            "single_types": tokenizer.encode(first).type_ids,
            "ids": special.ids, "types": special.type_ids,
            "places": [list(each) for each in special.offsets],
            "plain_ids": plain.ids, "plain_types": plain.type_ids,
        }, separators=(",", ":")))
    return f"{name}.pairs.jsonl", "\n".join(rows) + "\n"


def pair_files():
    for make in PAIRED:
        name = make.__name__
        yield pairs(name, Tokenizer.from_file(str(FOLDER / f"{name}.json")))


def write(files, arguments):
    """Writes files by their names and texts, or compares them."""
    if tokenizers.__version__ != VERSION:
        sys.exit(f"this is for tokenizers {VERSION}, not {tokenizers.__version__}")
    for name, text in files:
        path = FOLDER / name
        if arguments != ["--check"]:
            path.write_bytes(text.encode("utf-8"))
        elif path.read_bytes() != text.encode("utf-8"):
            sys.exit(f"{path} differs")


if __name__ == "__main__":
    if sys.argv[1:] == ["--pairs"]:
        write(pair_files(), [])
    else:
        write(files(), sys.argv[1:])
