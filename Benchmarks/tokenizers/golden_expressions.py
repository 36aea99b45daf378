r"""Writes Tests/TokenizationTests/Fixtures/expressions.jsonl: what Python's package makes of
regular expressions.

    /tmp/tokenizers/bin/python Benchmarks/tokenizers/golden_expressions.py           # writes
    /tmp/tokenizers/bin/python Benchmarks/tokenizers/golden_expressions.py --check   # compares

Each line has an expression and a text, the places in characters of the pieces that `Split` cuts by
each behavior, inverted and not, and the text after `Replace` by "-".
"""

import json
import sys

from tokenizers import Regex, normalizers, pre_tokenizers

from golden import write

BEHAVIORS = ["removed", "isolated", "merged_with_previous", "merged_with_next", "contiguous"]
LATIN = "²³¹¼½¾é"
CLUSTERS = "e\u0301a\r\n\n🇩🇪🇫🇷🇩👨\u200d👩\u200d👧क्षกำ각\u1100\u1161\u11a8\u200b"
CASES = [
    # Characters and classes.
    (r"\h+", "xaF09zg"), (r"\H+", "xaF09zg"), (r"\R", "a\r\nb\nc\u2028d\x0be\x85"),
    (r"\R\n", "a\r\nb"), (r"\N+", "ab\ncd"), (r"\O+", "ab\ncd"), (r".+", "ab\ncd\re\u2028f\x0bg"),
    (r"\pL+", "pLab"), (r"\p{Letter}+", "ab1"), (r"\p{^L}+", "ab1"), (r"\P{L}+", "ab1"),
    (r"\p{Han}", "我a"), (r"\p{InBasicLatin}+", "我a"), (r"\p{Alpha}+", "我a1"),
    (r"\p{Latin}+", "我aé1"), (r"\p{lu}", "aB"), (r"\p{Lowercase_Letter}", "aB"),
    (r"\p{Emoji}", "😀1"), (r"\p{Extended_Pictographic}", "😀1"), (r"\p{^ L }", "1"),
    (r"[[:alpha:]]+", "ab1"), (r"[[:^alpha:]]+", "ab1"), (r"[[:word:]]+", "ab_1 "),
    (r"[[:punct:]]", "a+!"), (r"\p{Punct}", "a+!"), (r"\p{PosixPunct}", "a+!"),
    (r"[[:graph:][:blank:]]+", "a \t\n"), (r"[[:xdigit:]]+", "09afAFgG"),
    (r"[a-c&&b-d]+", "abcd"), (r"[a[xy]]+", "axyb"), (r"[]a]+", "a]b"), (r"[^]a]+", "a]bc"),
    (r"[a-]+", "a-b"), (r"[-a]+", "a-b"), (r"[a-c-e]+", "abd-ce"), (r"[--a]+", "-./a"),
    (r"[a\-c]+", "a-bc"), (r"[(\s|[.,!?])]+", "( |.,a)"), (r"[\w&&[^\d]]+", "a1b"),
    (r"[^\w\s]+", "a! b"), (r"[\s\S]+", "a\nb"), (r"[^a&&b]", "abc"), (r"[a&&]", "a"),
    (r"[\b]", "\x08b"), (r"[\R]", "\nR"), (r"[\X]", "X"), (r"[\u0041-\u0043]", "B"),
    (r"[a-z&&[^aeiou]]+", "hello"), (r"[a-z&&^aeiou]+", "hello^"), (r"[^a-z&&[^aeiou]]+", "hello"),
    (r"[&&a]", "a"), (r"[a&b]+", "a&b"), (r"[.-/]+", "./-"), (r"[+--]+", "+,-"),
    (r"[\]\[]+", "[]"), (r"[^\]]", "]a"), (r"[[^a]b]", "ab"), (r"[[a]-z]", "a-z"),
    (r"[\x00-\x1f]", "\x01"), (r"[\x{4e00}-\x{9fff}]+", "我a"), (r"[^\S\r\n]+", " \n\t"),
    (r"\u0061", "a"), (r"\x{61}", "a"), (r"\x61", "a"), (r"\0", "\x01a"), (r"\012", "a\nb"),
    (r"\ca", "\x01"), (r"\e\a\f\v\t", "\x1b\x07\x0c\x0b\t"), (r"\_\é\q", "_éq"),
    (r"\101", "A"), (r"[\101]", "A"), (r"[\7]", "\7"), (r"[\8]", "8"), (r"\18", "\x018"), (r"()\10", "\x08"),
    (r"\o{101}", "Ao"), (r"[\o{101}]", "Ao"), (r"\o1", "o1"), (r"\C-a", "\x01"), (r"[\C-a]", "\x01a"),
    (r"\c?", "\x7f\x1f"), (r"]", "a]"), (r"}", "a}"), (r"\d+", "1٣½"), (r"\s+", "\x1c \t\n\x85\xa0\u2028\u180e\u200b"),
    (r"\w+", "a_\u200d\u203f\u0301٣Ⅷª𝒳"), (r"[\w]", LATIN), (r"[^\w]", LATIN), (r"\W", LATIN),
    (r"\w", LATIN), (r"\p{Word}", LATIN), (r"[\p{Word}]", LATIN), (r"\b[é¼]", "é x¼"),
    # Places.
    (r"^.", "ab\ncd\n"), (r".$", "ab\ncd\n"), (r"\A.", "ab\ncd"), (r".\z", "ab\ncd"),
    (r".\Z", "ab\ncd\n"), (r"\n$", "a\n\n"), (r"^x?", "a\nb\n"), (r"\b", "ab cd"),
    (r"\B\w", "ab cd"), (r"$", "ab\n"), (r"^", ""),
    # Repeats.
    (r"a{2}", "aaaaa"), (r"a{,2}", "aaaaa"), (r"a{2,}", "aaaaa"), (r"a{2,3}+a", "aaaaaa"),
    (r"a{2}?", "aaaaa"), (r"xa{2}?y", "xyxaay"), (r"a{2}+", "aaaaa"), (r"a{3,2}", "aaaaaa"),
    (r"a{x}", "a{x}"), (r"a{,}", "a{,}"), (r"a{", "a{"), (r"a{2", "a{2"), (r"a{2,3}?", "aaaaa"),
    (r"a{0,2}?b", "aaab"), (r"a**", "aaa"), (r"a+?+", "aaa"), (r"a?+a", "aa"), (r"a++a", "aa"),
    (r"a*+a", "aa"), (r"a??", "aa"), (r"a{0}", "b"), (r"(?:){3}", "b"), (r"(?:a?)*b", "aab"),
    (r"(?:|a)*b", "aab"), (r"(?:|a)+", "aa"), (r"(?:a|b??)*c", "abac"), (r"(?:a??)+b", "aab"),
    (r"(?:a|ab)+?c", "aababc"), (r"(?:a?b?){2,3}", "abbaab"), (r"x*", "axxb"),
    (r"(?:(?:a|b?)+c?)*", "abcacbb"), (r"(?:ab?)*?b", "aabb"), (r"(a*)*b", "aaaab"),
    # Groups.
    (r"|a", "a"), (r"a||b", "ab"), (r"()", "ab"), (r"", "ab"), (r"(?<n>a)b", "ab"),
    (r"(?'n'a)b", "ab"), (r"(?i)aB", "ABab"), (r"a(?i)b|c", "aBCc"), (r"(?i:a)b", "Abab"),
    (r"(?-i:a)b", "ab"), (r"(?im-x:a.)", "A\n"), (r"(?m:.+)", "ab\ncd"), (r"(?m).+", "a\nb"),
    (r"(?>a|ab)c", "abc"), (r"(?>a|ab)+", "abab"), (r"(?>a+)a", "aa"), (r"(?#hi)a", "a"),
    (r"(?x) a b # c", "ab"), (r"(?x: a b)c", "abc"), (r"(?x)[ a]", "a "), (r"(?x)a\ b", "a b"),
    ("(?x)a #c\nb", "ab"), (r"(?x)a {2}", "aa"), (r"(?>ab|a)(?>b|)", "abb"),
    (r"(\b)*a", "ba a"), (r"(?<n>\b)+", "ab a"), (r"(?#a\)b)c", "abc"),
    (r"a()++", "aa"), (r"a(?>)*+b", "ab"),
    # Ahead and back.
    (r"(?<=a)b", "abcb"), (r"(?<!a)b", "abcb"), (r"(?<=a+)b", "aabcb"), (r"(?<=a|bc)x", "axbcx"),
    (r"(?<=^a)b", "ab"), (r"(?<=\b)a", "ab a"), (r"(?<!\w)a", "a ba"), (r"(?=[A-Z])", "abCdEf"),
    (r"(?<=\d)(?=(?:\d{3})+\b)", "1234567 12 4321"), (r"(?<=(?:ab){1,2})c", "ababc"),
    (r"(?<=a*)c", "aac"), (r"a(?=b|)", "ab"), (r"(?!)", "a"), (r"(?=)", "a"), (r"(?:)", "a"),
    (r"\d{1,3}(?=(?:\d{3})*\b)", "1234567"), (r"(?!a)\w(?!b)", "abcb"), (r"(?=b)", "abab"),
    (r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "parseHTMLPage"),
    # Grapheme clusters, where the search starts, and what the match leaves out.
    (r"\X+", CLUSTERS), (r"\X{2}", CLUSTERS), (r"a\X", "ae\u0301ab"), (r"\Xa", "e\u0301ab\r\na"), (r"e\X", "e\u0301a"),
    (r"\X\u0301", "e\u0301a"), (r"(?:\X)?\u0301", "e\u0301a"), (r"\X+?b", "aaab"), (r"\X?+a", "aaa"), (r"(?>\X)a", "\r\na"),
    (r"(?=\X\b)\w", "e\u0301 ab"), (r"\y", CLUSTERS), (r"\Y", CLUSTERS), (r"(?<=\y)\p{M}|a\y", "a\u0301 \u0301a"),
    (r"\p{M}\Y", "e\u0301\u0301a"), (r"(?:\y\X\y){2}", CLUSTERS), (r"[^\X]+", "aXb"),
    (r"\G", "ab"), (r"\Ga", "aaba"), (r"\Ga|b", "aabaab"), (r"a\G", "aa"), (r"x*\G", "abxx"), (r"\G\w{2}", "abcde fgh"),
    (r"(?!\G)a", "aab a"), (r"(?:(?!\G)|x)a", "aab xa"), (r"\G|b", "abb"), (r"(?=\Ga)\w+?", "aab"), (r"a(?!\G)", "aa"),
    (r"\Gé|\p{L}\z", "ééxé我"), (r"(\G)*a", "aba"),
    (r"a\Kb", "xabab"), (r"\K", "ab"), (r"(?:a\K)*b", "aaab"), (r"(?>a\K)b", "aab"), (r"(?:a\K)++b", "aab"),
    (r"(?:a\Kb|ac)", "acabac"), (r"(?:a\K|)ab", "aab ab"), (r"(?:a\Kb)?ac", "abac"), (r"(a\K){2}b", "aab"),
    (r"a\K", "aaa"), (r"a\K|b", "aabb"), (r"\Ga\K\w?|\X\K", "aab e\u0301"), (r"(\w\K|1)+", "ab1 1b"), (r"(?i)s\Ks", "ssß"),
    # Without regard to case.
    (r"(?i:ss)", "ßẞSSſs"), (r"(?i:ß)", "ssßSS"), (r"(?i:[ß])", "ssßSS"), (r"(?i:[^ß])", "ssßa"),
    (r"(?i:fi)", "ﬁFI"), (r"(?i:k)", "Kk"), (r"(?i:[a-z]+)", "Kſa"), (r"(?i:\u0130)", "i\u0307İ"),
    (r"(?i:i)", "İIı"), (r"(?i:st)", "ﬆ"), (r"(?i:ŉ)", "ʼn"), (r"(?i:\p{Lu})", "aB"),
    (r"(?i:[\p{Lu}])", "aB"), (r"(?i)[[:upper:]]", "aB"), (r"(?i)[^a]", "aAb"), (r"(?i)é", "É"),
    (r"(?i)[A-C]", "bDk"), (r"(?i)Σ", "σςΣ"), (r"(?i)[σ]", "σςΣ"), (r"(?i:ß+)", "ssß"),
    (r"(?i:s)s", "ß"), (r"(?i:as+)", "ASſ"), (r"(?i:ﬀ)", "ff"), (r"(?i:ffi)", "ﬃ"),
    (r"(?i)sss", "ßssßsss"), (r"(?i)sst", "ßtsﬆsst"), (r"(?i)ffi", "ﬀiﬃfﬁFFI"), (r"(?i)fffi", "ﬀﬁ fﬃ"),
    (r"(?i)stss", "ﬆßstßﬆss"), (r"(?i)ﬆα", "stα"), (r"(?i)[ﬆ]", "stﬅ"), (r"(?i)[ﬅ]", "stﬆ"),
    (r"(?i)(?<=[ß])a", "ßa ssa"), (r"(?i)(?<![ß])a", "ßa ssa a"), (r"(?i)(?<=x|[ß])a", "ßassaxa"),
    (r"(?i)(?<=ß)a", "ßa ssa"), (r"(?i)ssssssssssssss", "ssßssssßssss"),
    (r"(?i:affia)", "aﬃa"), (r"(?i:[ﬀa-c])x", "ffx"), (r"(?i:(?<=ss)a)", "ßa"),
]


def places(pieces):
    return [list(place) for _, place in pieces]


def rows():
    for expression, text in CASES:
        cuts = {
            name + (" inverted" if inverted else ""): places(
                pre_tokenizers.Split(Regex(expression), name, invert=inverted)
                .pre_tokenize_str(text))
            for name in BEHAVIORS for inverted in (False, True)
        }
        replaced = normalizers.Replace(Regex(expression), "-").normalize_str(text)
        yield json.dumps({"regex": expression, "text": text, "cuts": cuts, "replaced": replaced},
                         ensure_ascii=False)


if __name__ == "__main__":
    write([("expressions.jsonl", "\n".join(rows()) + "\n")], sys.argv[1:])
