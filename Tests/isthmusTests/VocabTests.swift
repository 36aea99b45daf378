import Foundation
import Testing

@Suite struct VocabTests {
    let folder: Scratch

    init() throws { folder = try Scratch() }

    private func train(_ text: String, _ model: String, _ more: [String] = []) throws -> String {
        let out = folder.file("\(model).json")
        let run = try Tool.run(
            ["vocab", "train", "-", "--model", model, "--out", out] + more,
            input: text
        )
        #expect(run.code == 0, "\(run.messages)")
        #expect(run.text.isEmpty)
        return out
    }

    /// Expects that a text comes back from its tokens, and returns them as they are printed.
    @discardableResult
    private func expectReturn(
        of text: String,
        _ vocab: String,
        _ more: [String] = []
    ) throws -> String {
        let options = ["--vocab", vocab] + more
        let encoded = try Tool.run(["vocab", "encode"] + options, input: text)
        let decoded = try Tool.run(["vocab", "decode"] + options, input: encoded.text)
        #expect(decoded.text == text)
        return encoded.text
    }

    @Test func aVocabularyIsShownWithItsIds() throws {
        let vocab = try train("CCBr\nC[nH]\n", "smiles")
        let run = try Tool.run(["vocab", "show", vocab])
        #expect(run.text == "0\t<pad>\n1\t<bos>\n2\t<eos>\n3\t<unk>\n4\tC\n5\tBr\n6\t[nH]\n")
        #expect(run.messages == "smiles, no normalisation, 7 tokens\n")
        let json = try Tool.run(["vocab", "show", vocab, "--json", "-q"])
        #expect(json.lines.last == #"{"id":6,"token":"[nH]"}"#)
    }

    @Test(arguments: [("nfkc", "fi"), ("nfc", "\u{FB01}"), ("none", "\u{FB01}")])
    func theFormOfUnicodeCanBeChosen(_ form: String, _ token: String) throws {
        let vocab = try train("\u{FB01}\n", "word", ["--normalize", form])
        #expect(try Tool.run(["vocab", "show", vocab]).text.hasSuffix("\t\(token)\n"))
        let pieces = try train(
            "\u{FB01} \u{FB01}\n",
            "bpe",
            ["--normalize", form, "--size", "300"]
        )
        let encoded = try Tool.run(
            ["vocab", "encode", "--vocab", pieces, "--format", "tokens"],
            input: "\u{FB01}\n"
        )
        #expect(encoded.text.contains("f") == (form == "nfkc"))
    }

    @Test func aTokenizerKeepsHowTextIsRewritten() throws {
        let out = folder.file("word.json")
        let options = ["--latinize", "--strip-accents", "--lowercase", "--locale", "tr"]
        let run = try Tool.run(
            ["vocab", "train", "-", "--model", "word", "--out", out] + options,
            input: "ILIK Москва é\n"
        )
        #expect(run.code == 0)
        #expect(run.messages.contains("word.json: only Isthmus reads it, as other programs do not"))
        let shown = try Tool.run(["vocab", "show", out])
        #expect(
            shown.messages
                == "word, NFC, Latin letters, no accents, lower case of tr, NFC, 7 tokens\n"
        )
        let encoded = try Tool.run(
            ["vocab", "encode", "--vocab", out, "--format", "tokens"],
            input: "ILIK МОСКВА Ė\n"
        )
        #expect(encoded.text == "ılık moskva e\n")
    }

    @Test func standardStepsAreNoReasonToWarn() throws {
        let out = folder.file("word.json")
        let run = try Tool.run(
            ["vocab", "train", "-", "--model", "word", "--out", out, "--strip-accents"],
            input: "é\n"
        )
        #expect(!run.messages.contains("warning"))
        #expect(try folder.read("word.json").contains("\"NFD\""))
    }

    @Test(arguments: [
        (["--model", "smiles", "--lowercase"], "SMILES is not rewritten"),
        (["--model", "smiles-bpe", "--latinize"], "SMILES is not rewritten"),
        (["--model", "word", "--within", "words"], "for pieces of words"),
        (["--model", "word", "--locale", "no such"], "give a code such as"),
        (
            ["--model", "byte-bpe", "--locale", "de"],
            "--locale: it is for --sentences, --lowercase"
        ),
    ])
    func optionsThatDoNotFitAreRefused(_ options: [String], _ message: String) throws {
        let run = try Tool.run(["vocab", "train", "-", "--out", "x"] + options, input: "C\n")
        #expect(run.code == 64)
        #expect(run.messages.contains(message))
    }

    @Test func aVocabularyLargerThanAskedForIsTold() throws {
        let train = ["vocab", "train", "-", "--model", "byte-bpe", "--out", "-", "--size"]
        let run = try Tool.run(train + ["20"], input: "a b c\n")
        #expect(run.code == 0 && run.messages.contains("that it needs are more than --size 20"))
        #expect(!(try Tool.run(train + ["260"], input: "a b c\n")).messages.contains("more than"))
    }

    @Test(arguments: [
        (["--size", "4"], "--size 4"), (["--pattern", "gpt2"], "that --vocab names"),
        (["--vocab", "x", "--model", "bpe"], "--model: with --vocab nothing is learnt"),
        (["--vocab", "x", "--size", "9"], "--size: with --vocab nothing is learnt"),
    ])
    func measuringRefusesWhatItCannotDo(_ options: [String], _ message: String) throws {
        let run = try Tool.run(["vocab", "bench", "-"] + options, input: "a b c\n")
        #expect(run.code == 64 && run.messages.contains(message))
    }

    @Test func encodingPrintsIdsAndDecodingReadsThem() throws {
        let vocab = try train("CCBr\nC[nH]\n", "smiles")
        let encoded = try Tool.run(["vocab", "encode", "--vocab", vocab], input: "CBrC\n\nCN\n")
        #expect(encoded.text == "4 5 4\n\n4 3\n")
        let decoded = try Tool.run(["vocab", "decode", "--vocab", vocab], input: encoded.text)
        #expect(decoded.text == "CBrC\n\nC<unk>\n")
        let special = try Tool.run(
            ["vocab", "encode", "--vocab", vocab, "--specials", "--format", "tokens"],
            input: "CBr\n"
        )
        #expect(special.text == "<bos> C Br <eos>\n")
    }

    @Test(arguments: ["byte", "byte-bpe", "bpe", "unigram", "char", "grapheme"])
    func whiteSpaceAtTheEndsOfLinesIsEncoded(_ model: String) throws {
        let vocab = try train("a cat\tand a dog  sat\n", model, ["--size", "300"])
        try expectReturn(of: "  a cat \n   \n\n\tand a dog\n", vocab)
    }

    @Test func rulesForWholeSequencesArePassedOverWithAWarning() throws {
        let vocab = try train("the cat\n", "byte")
        let file = try folder.read("byte.json")
            .replacing(#""truncation": null"#, with: #""truncation": {"max_length": 2}"#)
        let cut = try folder.write(file, to: "cut.json")
        let whole = try Tool.run(["vocab", "encode", "--vocab", vocab], input: "the cat\n")
        let run = try Tool.run(["vocab", "encode", "--vocab", cut], input: "the cat\n")
        #expect(run.text == whole.text)
        #expect(run.messages.contains("cut.json: its truncation is passed over"))
    }

    @Test func bytesAreTokensThatNothingIsLearntFor() throws {
        let vocab = try train("the the the\n", "byte", ["--size", "5"])
        let shown = try Tool.run(["vocab", "show", vocab])
        #expect(shown.lines.count == 260)
        let tokens = try expectReturn(of: "the é\n", vocab)
        #expect(tokens.split(separator: " ").count == 6)
    }

    @Test func charactersWithoutSpacesAreToldOfWhereTheyAreMany() throws {
        let out = folder.file("word.json")
        func messages(_ text: String, _ more: [String] = []) throws -> String {
            let options = ["vocab", "train", "-", "--model", "word", "--out", out]
            return try Tool.run(options + more, input: text).messages
        }
        #expect(try messages("我喜欢学习中文 and cats\n").contains("with --locale zh, ja, th"))
        #expect(try messages("我喜欢学习中文\n", ["--locale", "zh"]).contains("only Isthmus reads"))
        #expect(try !messages("the cats\n").contains("--locale"))
    }

    @Test(arguments: ["word", "char", "whitespace"])
    func textComesBackFromItsTokens(_ model: String) throws {
        let text = "The cat, it sleeps.\nA dog (old) barks!\n"
        let vocab = try train(text, model)
        for format in ["ids", "tokens"] { try expectReturn(of: text, vocab, ["--format", format]) }
    }

    @Test func aUnigramTokenizerIsAlsoASentencePieceModel() throws {
        let text = "The cat, it sleeps.\nA dog (old) barks at the cat!\n"
        let vocab = try train(text, "unigram", ["--size", "300"])
        let model = folder.file("unigram.model")
        let convert = ["vocab", "convert", vocab, "--to", "sentencepiece", "--out", model]
        #expect(try Tool.run(convert).code == 0)
        #expect(try expectReturn(of: text, vocab) == expectReturn(of: text, model))
        let other = try Tool.run(["vocab", "convert", vocab, "--to", "wordpiece", "--out", "-"])
        #expect(other.code != 0)
        #expect(other.messages.contains("is no WordPiece model"))
    }

    @Test func aWordPieceTokenizerIsAlsoABERTVocabulary() throws {
        let text = "the cat sleeps\na cat\n"
        let vocab = try train(text, "wordpiece", ["--size", "60"])
        let list = folder.file("vocab.txt")
        let convert = ["vocab", "convert", vocab, "--to", "wordpiece", "--out", list]
        #expect(try Tool.run(convert).code == 0)
        #expect(try expectReturn(of: text, vocab) == expectReturn(of: text, list))
    }

    @Test func chainsOfSMILESSymbolsAreShownAndReadAsTheyAreWritten() throws {
        let text = "CC(=O)Oc1ccccc1C(=O)O\nC[C@@H](N)C(=O)O\nClCC(=O)O\n"
        let vocab = try train(text, "smiles-bpe", ["--size", "130"])
        let shown = try Tool.run(["vocab", "show", vocab, "-q"])
        #expect(shown.lines.contains { $0.hasSuffix("\t[C@@H]") })
        #expect(shown.lines.contains { $0.hasSuffix("\tC(=O)O") })
        for format in ["ids", "tokens"] { try expectReturn(of: text, vocab, ["--format", format]) }
    }

    @Test(arguments: [("byte-bpe", "--dropout", "0.5"), ("unigram", "--sampling", "0.2")])
    func tokensAreDrawnByTheSeed(_ model: String, _ option: String, _ value: String) throws {
        let text = "a cat and a dog\nthe dog sleeps at the mat\nthat dog is the other\n"
        let vocab = try train(text, model, ["--size", "330"])
        func encoded(_ seed: String) throws -> Run {
            let draw = ["vocab", "encode", "--vocab", vocab, option, value, "--seed", seed]
            return try Tool.run(draw, input: text)
        }
        let one = try encoded("1")
        #expect(try one.text == encoded("1").text)
        #expect(try one.text != encoded("2").text)
        let decoded = try Tool.run(["vocab", "decode", "--vocab", vocab], input: one.text)
        #expect(decoded.text == text)
        let other = option == "--dropout" ? "--sampling" : "--dropout"
        let wrong = try Tool.run(["vocab", "encode", "--vocab", vocab, other, "0.1"], input: text)
        #expect(wrong.code == 64)
    }

    @Test func linesKeepTheirPlacesOnAllThreads() throws {
        let text = (0..<1000).map { "the \($0) cats sleep \($0 % 7)\n" }.joined()
        let vocab = try train(text, "byte-bpe", ["--size", "300"])
        func run(_ command: String, _ input: String, _ more: String...) throws -> Run {
            try Tool.run(["vocab", command, "--vocab", vocab] + more, input: input)
        }
        let ids = try run("encode", text, "--threads", "1")
        #expect(try run("encode", text, "--threads", "3").text == ids.text)
        var lines = ids.lines
        lines[500] = "5 x 6"
        let decoded = try run("decode", lines.joined(separator: "\n") + "\n", "--threads", "3")
        var wanted = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        wanted[500] = ""
        #expect(decoded.text == wanted.joined(separator: "\n"))
        #expect(decoded.messages.contains("line 501: there is no token 'x' among the 300 of"))
    }

    @Test(arguments: ["1", "2"])
    func linesKeepTheirPlacesInLongFiles(_ threadCount: String) throws {
        // More than is read, or taken by a thread, at a time, with blank lines at both ends.
        let line = "the cat sat on the mat, the cat sat on the mat, and sat there"
        var lines = Array(repeating: Array(line.utf8), count: 40_000)
        for number in [0, 1, 777, 30_000, 39_998, 39_999] { lines[number] = [] }
        lines[20_000] = [0xFF]
        let path = try folder.write(Data(lines.joined(separator: [0x0A])), to: "long.txt")
        let vocab = try train(line, "byte-bpe", ["--size", "300"])
        let run = try Tool.run(
            ["vocab", "encode", path, "--vocab", vocab, "--threads", threadCount]
        )
        let ids = try Tool.run(["vocab", "encode", "--vocab", vocab], input: line).lines[0]
        let output = run.lines
        let wrong = output.indices.filter { output[$0] != (lines[$0].count < 2 ? "" : ids) }
        #expect(output.count == 39_999 && wrong == [], "\(output.count) \(wrong.prefix(5))")
        #expect(run.messages.contains("long.txt:20001:1: "), "\(run.messages)")
    }

    @Test func theLinesBeforeAZeroByteAreEncoded() throws {
        let vocab = try train("CC\n", "smiles")
        let run = try Tool.run(["vocab", "encode", "--vocab", vocab], input: "CC\nC\nC\u{0}\nC\n")
        #expect(run.text == "4 4\n4\n")
        #expect(run.code == 65)
        #expect(run.messages.contains("<stdin>:3:2: this is a binary file"), "\(run.messages)")
    }

    @Test func linesBecomeObjectsWithPlaces() throws {
        let vocab = try train("né\n", "char")
        let text = "né\n\n"
        let run = try Tool.run(["vocab", "encode", "--vocab", vocab, "--json"], input: text)
        #expect(
            run.lines == [
                #"{"ids":[4,5],"tokens":["n","é"],"offsets":[[0,1],[1,2]],"byte_offsets":[[0,1],[1,3]]}"#,
                #"{"ids":[],"tokens":[],"offsets":[],"byte_offsets":[]}"#,
            ]
        )
        let framed = try Tool.run(
            ["vocab", "encode", "--vocab", vocab, "--json", "--specials"],
            input: "é\n"
        )
        #expect(framed.text.contains(#""ids":[1,5,2]"#), "\(framed.text)")
        #expect(framed.text.contains(#""byte_offsets":[[0,0],[0,2],[2,2]]"#), "\(framed.text)")
        let back = try Tool.run(["vocab", "decode", "--vocab", vocab, "--json"], input: "4 5\nx\n")
        #expect(back.lines[0] == #"{"text":"né"}"#)
        #expect(back.lines[1].hasPrefix(#"{"error":"line 2: there is no token 'x'"#))
    }

    @Test func theMostProbableWaysAreCountedAndBounded() throws {
        let vocab = try train("abcab abc ab abcabc\n", "unigram", ["--size", "300"])
        func run(_ best: String, _ more: String...) throws -> Run {
            try Tool.run(
                ["vocab", "encode", "--vocab", vocab, "--best", best] + more,
                input: "ab\n"
            )
        }
        let ways = try run("3").lines[0].split(separator: "\t")
        #expect(ways.count == 2, "\(ways)")
        #expect(try run("1", "--json").text.hasPrefix(#"{"ways":[{"ids":["#))
        for best in ["0", "1025"] {
            let refused = try run(best)
            #expect(refused.code == 64)
            #expect(refused.messages.contains("it must be from 1 to 1024"), "\(refused.messages)")
        }
    }

    @Test func theSizeCountsTheSpecialTokens() throws {
        let vocab = try train("a a a b b c\n", "whitespace", ["--size", "6"])
        #expect(try Tool.run(["vocab", "show", vocab]).lines.suffix(2) == ["4\ta", "5\tb"])
    }

    @Test func theMemoryOfATrainingCanBeBounded() throws {
        let text = "a a a b b c\n"
        let plain = try Tool.run(["vocab", "show", train(text, "word")]).text
        for size in ["16MB", "16MiB", "0.1GB", "20000000"] {
            let bounded = try train(text, "word", ["--memory", size])
            #expect(try Tool.run(["vocab", "show", bounded]).text == plain)
        }
        for size in ["15MB", "16XB", "-1", "MB"] {
            let run = try Tool.run(
                ["vocab", "train", "-", "--model", "word", "--out", "-", "--memory=\(size)"],
                input: text
            )
            #expect(run.code == 64)
            #expect(run.messages.contains("--memory"))
        }
    }

    @Test func aPieceThatIsLargerThanTheMemoryIsNamedByItsLine() throws {
        let giant = String(repeating: "ab", count: 1_000_000)
        let run = try Tool.run(
            ["vocab", "train", "-", "--model", "whitespace", "--memory", "16MB"]
                + ["--out", folder.file("giant.json")],
            input: "A line.\nA \(giant)\n"
        )
        #expect(run.code == 0)
        #expect(run.messages.contains("<stdin>:2: a piece of 2,000,000 bytes"), "\(run.messages)")
        #expect(run.messages.contains("--memory 16MB"))
    }

    @Test func aVocabularyLargerThanModelsCanHaveIsRefused() throws {
        let run = try Tool.run(
            ["vocab", "train", "-", "--model", "word", "--size", "16777217", "--out", "-"],
            input: "a\n"
        )
        #expect(run.code == 64 && run.messages.contains("16777216"), "\(run.messages)")
    }

    @Test func aLineThatIsNoTokensBecomesAnEmptyLine() throws {
        let vocab = try train("CC\n", "smiles")
        let run = try Tool.run(["vocab", "decode", "--vocab", vocab], input: "4 4\n4 x\n99\n4\n")
        #expect(run.code == 0)
        #expect(run.text == "CC\n\n\nC\n")
        #expect(run.messages.contains("line 2: there is no token 'x' among the 5 of"))
        #expect(run.messages.hasSuffix("2 of 4 lines failed\n"))
        let all = try Tool.run(["vocab", "decode", "--vocab", vocab], input: "x\n")
        #expect(all.code == 65)
        #expect(all.messages.hasSuffix("isthmus: error: no line could be used\n"))
    }

    @Test func aFileThatIsNoTokenizerIsRefusedWithItsPlace() throws {
        let path = try folder.write("{\"version\": \"1.0\",\n oops}", to: "bad.json")
        let run = try Tool.run(["vocab", "show", path])
        #expect(run.code == 65)
        #expect(run.messages.contains("bad.json:2:2: "))
        #expect(run.messages.contains("    ^\n") || run.messages.contains("^"))
    }

    @Test func aDamagedSentencePieceModelIsRefusedWithItsPlace() throws {
        let path = try folder.write("no model at all", to: "bad.model")
        let run = try Tool.run(["vocab", "encode", "--vocab", path], input: "a\n")
        #expect(run.code == 65)
        #expect(run.messages.contains("bad.model, byte "))
    }
}
