"""The tokenizers that agreement_files.py has the `tokenizers` package make of lines."""

from tokenizers import (
    AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers,
)

import patterns

SPECIALS = [AddedToken(each, special=True) for each in ("<pad>", "<bos>", "<eos>", "<unk>")]
BYTES = [f"<0x{byte:02X}>" for byte in range(256)]
WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
ENDS = processors.TemplateProcessing(
    single="<bos> $A <eos>", pair="<bos> $A <eos> $B:1 <eos>:1",
    special_tokens=[("<bos>", 1), ("<eos>", 2)],
)


def trained(tokenizer, trainer, lines):
    tokenizer.train_from_iterator(
        (line.replace("<unk>", "").replace("<eos>", "") for line in lines), trainer)
    return Tokenizer.from_str(tokenizer.to_str())


def byte_level(lines, size):
    """As GPT-2, with a space in front and the ends of the sequence."""
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    t.decoder = decoders.ByteLevel()
    t.post_processor = processors.Sequence([processors.ByteLevel(trim_offsets=True), ENDS])
    return trained(t, trainers.BpeTrainer(
        vocab_size=size, special_tokens=SPECIALS, show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    ), lines)


def split_byte_level(lines, size):
    """As Llama 3, with NFC: words by a pattern, then bytes."""
    t = Tokenizer(models.BPE(ignore_merges=True))
    t.normalizer = normalizers.NFC()
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(WORDS), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    t.decoder = decoders.ByteLevel()
    t.post_processor = ENDS
    return trained(t, trainers.BpeTrainer(
        vocab_size=size, special_tokens=SPECIALS, show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    ), lines)


def byte_fallback(lines, size):
    """As Llama 2: characters, and bytes where there is no token."""
    t = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    t.normalizer = normalizers.Sequence([
        normalizers.Prepend("▁"), normalizers.Replace(" ", "▁"),
    ])
    t.pre_tokenizer = pre_tokenizers.Split("▁", "merged_with_next")
    t.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
        decoders.Strip(" ", 1, 0),
    ])
    return trained(t, trainers.BpeTrainer(
        vocab_size=size, show_progress=False, limit_alphabet=600, special_tokens=SPECIALS + BYTES,
    ), lines)


def wordpiece(lines, size):
    """As BERT."""
    t = Tokenizer(models.WordPiece(unk_token="<unk>"))
    t.normalizer = normalizers.BertNormalizer()
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    t.decoder = decoders.WordPiece()
    t.post_processor = processors.BertProcessing(("<eos>", 2), ("<bos>", 1))
    return trained(t, trainers.WordPieceTrainer(
        vocab_size=size, special_tokens=SPECIALS, show_progress=False, limit_alphabet=1500,
    ), lines)


def unigram(lines, size):
    """As T5: NFKC and metaspaces; of fewer lines, as it takes long."""
    t = Tokenizer(models.Unigram())
    t.normalizer = normalizers.Sequence([
        normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " "),
    ])
    t.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    t.decoder = decoders.Metaspace(prepend_scheme="always")
    t.post_processor = ENDS
    return trained(t, trainers.UnigramTrainer(
        vocab_size=size, special_tokens=SPECIALS, unk_token="<unk>", show_progress=False,
    ), lines[::20])


def words(lines, size):
    """Whole words in lower case, signs and digits apart."""
    t = Tokenizer(models.WordLevel(unk_token="<unk>"))
    t.normalizer = normalizers.Sequence([
        normalizers.NFD(), normalizers.StripAccents(), normalizers.Lowercase(),
    ])
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation(),
        pre_tokenizers.Digits(individual_digits=True),
    ])
    t.post_processor = ENDS
    return trained(t, trainers.WordLevelTrainer(
        vocab_size=size, special_tokens=SPECIALS, show_progress=False), lines)


def metaspace(lines, size):
    """Metaspaces before first words, digits in rows, signs with what is before them."""
    t = Tokenizer(models.BPE(unk_token="<unk>"))
    t.normalizer = normalizers.Strip()
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Metaspace(prepend_scheme="first"),
        pre_tokenizers.Digits(individual_digits=False),
        pre_tokenizers.Punctuation("merged_with_previous"),
    ])
    t.decoder = decoders.Metaspace(prepend_scheme="first")
    return trained(t, trainers.BpeTrainer(
        vocab_size=size, special_tokens=SPECIALS, show_progress=False, limit_alphabet=1500,
    ), lines)


def cut_bytes(*splits):
    """Byte-level pairs in pieces that expressions cut, one after the other."""
    def make(lines, size):
        t = Tokenizer(models.BPE())
        t.pre_tokenizer = pre_tokenizers.Sequence([
            *(pre_tokenizers.Split(Regex(each), "isolated") for each in splits),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ])
        t.decoder = decoders.ByteLevel()
        return trained(t, trainers.BpeTrainer(
            vocab_size=size, special_tokens=SPECIALS, show_progress=False,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        ), lines)
    return make


def clip(lines, size):
    """As CLIP: words, digits and signs in lower case, and the ends of words."""
    t = Tokenizer(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"))
    t.normalizer = normalizers.Sequence([
        normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase(),
    ])
    t.pre_tokenizer = pre_tokenizers.Split(Regex(patterns.CLIP), "removed", invert=True)
    t.decoder = decoders.Sequence([
        decoders.Replace("</w>", " "), decoders.Fuse(),
        decoders.Replace(Regex(r" (?=[.,:;!?])| +$"), ""),
    ])
    return trained(t, trainers.BpeTrainer(
        vocab_size=size, special_tokens=SPECIALS, show_progress=False, limit_alphabet=1500,
        end_of_word_suffix="</w>",
    ), lines)


def behaviors(lines, size):
    """Every behavior, inverted or not, with places looked at before and behind."""
    t = Tokenizer(models.BPE(unk_token="<unk>"))
    t.normalizer = normalizers.Replace(Regex(r"(?<=[,;])\b|\p{Cf}+"), " ")
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"\s+"), "merged_with_next"),
        pre_tokenizers.Split(Regex(r"(?<=\d)(?=(?:\d{3})+\b)"), "isolated"),
        pre_tokenizers.Split(Regex(r"(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})"), "removed"),
        pre_tokenizers.Split(Regex(r"(?i:[aeiouy]|\p{M})+"), "merged_with_previous"),
        pre_tokenizers.Split(Regex(r"[^\W\d_]{1,8}?[^\W\d_]*+|[-+]?\d+(?:\.\d+)?"), "contiguous", invert=True),
    ])
    return trained(t, trainers.BpeTrainer(
        vocab_size=size, special_tokens=SPECIALS, show_progress=False, limit_alphabet=1500,
    ), lines)


MAKERS = {
    "byte-level": byte_level,
    "split-byte-level": split_byte_level,
    "byte-fallback": byte_fallback,
    "wordpiece": wordpiece,
    "unigram": unigram,
    "words": words,
    "metaspace": metaspace,
    "deepseek": cut_bytes(*patterns.DEEPSEEK),
    "tekken": cut_bytes(patterns.TEKKEN),
    "bloom": cut_bytes(patterns.BLOOM),
    "possessive": cut_bytes(patterns.POSSESSIVE),
    "clip": clip,
    "behaviors": behaviors,
}
