import Foundation
import Testing
import Tokenization

/// Models that the `sentencepiece` package 0.2.3 made of `text.txt`, with its ids and its decoded
/// text for each line; Documentation/Reference/sentencepiece_golden.py writes them.
private let models = [
    "unigram", "unigram-bytes", "unigram-suffix", "bpe", "bpe-bytes", "word", "word-suffix", "char",
    "unigram-plain", "bpe-plain", "char-plain",
]

private func golden(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: folder.appending(path: "Golden/SentencePiece/\(name)")))
}

private func goldenLines(_ name: String) throws -> [[UInt8]] {
    let lines = try golden(name).split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.dropLast().map { Array($0) }
}

private func tokenizer(_ name: String) throws -> SentencePieceTokenizer {
    let source = "\(name).model"
    return try SentencePieceTokenizer(SentencePieceModel(golden(source), source: source))
}

@Test(arguments: models) func sentencePieceGivesThePackagesIDs(_ name: String) throws {
    let tokenizer = try tokenizer(name)
    let expected = try goldenLines("\(name).ids").map { String(decoding: $0, as: UTF8.self) }
    let found = try goldenLines("text.txt").map { line in
        tokenizer.ids(ofUTF8: line).map { "\($0)" }.joined(separator: " ")
    }
    #expect(found == expected)
}

@Test(arguments: models) func sentencePieceGivesThePackagesPlaces(_ name: String) throws {
    let tokenizer = try tokenizer(name)
    let expected = try goldenLines("\(name).places").map { String(decoding: $0, as: UTF8.self) }
    for (line, expected) in zip(try goldenLines("text.txt"), expected) {
        guard let text = String(validating: line, as: UTF8.self) else { continue }
        let places = tokenizer.encode(text).characterRanges(in: text).map {
            "\($0.lowerBound)-\($0.upperBound)"
        }
        #expect(places.joined(separator: " ") == expected, "\(text)")
    }
}

/// What is taken from the end belongs to the last token, but for spaces.
@Test(arguments: [
    ("unigram", "sea\u{200B}", 0..<4), ("unigram", "sea \u{200B}", 0..<3),
    ("unigram-suffix", "sea\u{200B}", 4..<4), ("unigram-suffix", "sea  \u{200B}", 3..<3),
    ("unigram-plain", "sea \u{200B}", 0..<3), ("bpe-plain", " sea ", 4..<4),
    ("char-plain", "a\u{200B}", 0..<2),
])
func sentencePieceEndsWhereThePackageDoes(
    _ name: String,
    _ text: String,
    _ last: Range<Int>
) throws {
    #expect(try tokenizer(name).encode(text).characterRanges(in: text).last == last)
}

/// Inside of a user-defined piece that is not taken, tokens start where that starts.
@Test func sentencePieceCountsFromUserDefinedPieces() throws {
    var model = try tokenizer("unigram-bytes").model
    model.pieces += [.init("\u{2581}kin", score: 0), .init("ng", score: 0)]
    let encoding = try SentencePieceTokenizer(model).encode("king")
    #expect(encoding.ids.map { model.pieces[Int($0)].text } == ["\u{2581}kin", "g"])
    #expect(encoding.characterRanges(in: "king") == [0..<1, 1..<4])
}

/// Spaces stay spaces, and the pipeline takes the one away that it puts in front.
@Test(arguments: ["unigram-plain", "bpe-plain", "char-plain"])
func aPipelineWithPlainSpacesGivesThePackagesIDs(_ name: String) throws {
    let tokenizer = try tokenizer(name)
    #expect(!tokenizer.model.escapesSpaces)
    let pipeline = try tokenizer.model.pipeline()
    let read = try #require(try Tokenizer(json: pipeline.json()).pipeline)
    for text in ["The boats came", "the sea", "There", "", "the harbour was of the same"] {
        #expect(pipeline.ids(of: text) == tokenizer.ids(of: text))
        #expect(read.ids(of: text) == tokenizer.ids(of: text))
        let end = name == "bpe-plain" && !text.isEmpty ? " " : ""
        #expect(read.decode(read.ids(of: text)) == text + end)
    }
}

/// A piece that goes on after the end of a word makes the tokenizer cut the text as a whole.
@Test(arguments: ["bpe", "bpe-bytes"]) func sentencePieceCutsWordsOneByOneAsTheWhole(
    _ name: String
) throws {
    var model = try tokenizer(name).model
    model.pieces.append(.init("\u{E000}\u{2581}\u{E000}", score: -1e9))
    let whole = try SentencePieceTokenizer(model)
    let words = try tokenizer(name)
    let lines = try goldenLines("text.txt")
    for text in lines + [Array(lines.joined(separator: [0x20, 0x20]))] {
        #expect(words.ids(ofUTF8: text) == whole.ids(ofUTF8: text))
        #expect(words.ids(ofUTF8: text) == words.ids(ofUTF8: text))
    }
}

@Test(arguments: models) func sentencePieceDecodesAsThePackage(_ name: String) throws {
    let tokenizer = try tokenizer(name)
    let expected = try goldenLines("\(name).decoded").map { String(decoding: $0, as: UTF8.self) }
    let found = try goldenLines("\(name).ids").map { line in
        tokenizer.decode(
            String(decoding: line, as: UTF8.self).split(separator: " ").map { id in
                TokenID(id) ?? -1
            }
        )
    }
    #expect(found == expected)
}

/// A space is put at the end of the text, in the pipeline too.
@Test(arguments: ["unigram-suffix", "word-suffix"]) func aPipelineOfSuffixesGivesThePackagesIDs(
    _ name: String
) throws {
    let tokenizer = try tokenizer(name)
    let pipeline = try tokenizer.model.pipeline()
    let unknown = try #require(tokenizer.model.pieces.firstIndex { $0.kind == .unknown })
    let known = ["The boats came", " and  the sea ", "There", "", "the harbour was of the same"]
    let others = ["the cat sat", " the  cat ", "a", "cats, and (dogs)."]
    for text in known + (name == "word-suffix" ? [] : others) {
        let ids = tokenizer.ids(of: text)
        #expect(pipeline.ids(of: text) == ids)
        if ids.contains(TokenID(unknown)) { continue }
        #expect(pipeline.decode(ids) == tokenizer.decode(ids))
    }
    let read = try #require(try Tokenizer(json: pipeline.json()).pipeline)
    #expect(read.ids(of: "the cat sat") == pipeline.ids(of: "the cat sat"))
}

@Test(arguments: models) func sentencePieceModelsAreWrittenAsTheyWereRead(_ name: String) throws {
    let bytes = try golden("\(name).model")
    let model = try SentencePieceModel(bytes)
    #expect(model.serialized == bytes)
    #expect(try SentencePieceModel(model.serialized) == model)
}

@Test func sentencePieceKeepsFieldsItDoesNotKnow() throws {
    let unknown: [UInt8] = [0xC2, 0x3E, 3, 1, 2, 3, 0xC8, 0x3E, 0x96, 1, 0xD5, 0x3E, 1, 2, 3, 4]
    let bytes = try golden("char.model") + unknown
    #expect(try SentencePieceModel(bytes).serialized == bytes)
}

@Test(arguments: models) func sentencePiecePlacesCoverTheTextInOrder(_ name: String) throws {
    let tokenizer = try tokenizer(name)
    for line in try goldenLines("text.txt") {
        let text = String(decoding: line, as: UTF8.self)
        let encoding = tokenizer.encode(text)
        #expect(encoding.ids == tokenizer.ids(of: text))
        var start = 0
        for token in encoding.tokens {
            #expect(token.range.lowerBound >= start)
            #expect(token.range.upperBound <= text.utf8.count)
            start = token.range.lowerBound
        }
    }
}

@Test func sentencePiecePlacesPointToTheirText() throws {
    let tokenizer = try tokenizer("word")
    let text = "  the   harbour cafe\u{301} "
    let utf8 = Array(text.utf8)
    let found = tokenizer.encode(text).tokens.map { token in
        String(decoding: utf8[token.range], as: UTF8.self)
    }
    #expect(found.map { $0.trimmingPrefix { $0 == " " } } == ["the", "harbour", "cafe\u{301}"])
}

@Test(arguments: ["unigram-bytes", "bpe"]) func sentencePieceRefusesEveryTruncation(
    _ name: String
) throws {
    let bytes = try golden("\(name).model")
    for count in 0..<bytes.count {
        do {
            let model = try SentencePieceModel(bytes.prefix(count), source: "cut.model")
            _ = try SentencePieceTokenizer(model, source: "cut.model")
        } catch {
            #expect(error.description.hasPrefix("cut.model, "))
        }
    }
}

@Test(arguments: ["unigram", "bpe-bytes", "char"]) func sentencePieceBearsDamagedFiles(
    _ name: String
) throws {
    let bytes = try golden("\(name).model")
    let text = try goldenLines("text.txt")
    var generator = UnigramTestGenerator(seed: 11)
    for _ in 0..<1_500 {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0..<damaged.count, using: &generator)
            damaged[place] = UInt8.random(in: 0...255, using: &generator)
        }
        guard let model = try? SentencePieceModel(damaged),
            let tokenizer = try? SentencePieceTokenizer(model)
        else { continue }
        for line in text.prefix(8) { _ = tokenizer.decode(tokenizer.ids(ofUTF8: line)) }
    }
}

@Test func sentencePieceSaysWhatIsWrongWithAFile() throws {
    func problem(_ bytes: [UInt8]) -> String {
        do {
            let model = try SentencePieceModel(bytes, source: "m")
            _ = try SentencePieceTokenizer(model, source: "m")
            return ""
        } catch {
            return error.description.split(separator: "\n").first.map { String($0) } ?? ""
        }
    }
    func pieces(_ pieces: [SentencePieceModel.Piece], bytes: Bool = false) -> String {
        problem(
            SentencePieceModel(kind: .unigram, pieces: pieces, hasByteFallback: bytes).serialized
        )
    }
    let unknown = SentencePieceModel.Piece("<unk>", score: 0, kind: .unknown)
    #expect(problem([]) == "m, pieces: there are none")
    #expect(problem([0x0A, 0x7F]) == "m, byte 1: 127 bytes are announced, and 0 are left")
    #expect(problem([0x0B]) == "m, byte 0: there is no wire type 3")
    #expect(problem([0x02]) == "m, byte 0: a field has the number 0")
    #expect(problem(Array(repeating: 0xFF, count: 20)).contains("more than ten bytes"))
    #expect(problem(Array("a text, and no model at all".utf8)).hasPrefix("m, byte"))
    #expect(pieces([.init("a", score: 0)]) == "m, pieces: one piece must be the unknown one")
    #expect(pieces([unknown, unknown]) == "m, piece 1: \"<unk>\" is there already")
    #expect(pieces([unknown, .init("", score: 0)]) == "m, piece 1: it is empty")
    #expect(pieces([unknown, .init("a", score: .nan)]) == "m, piece 1: its score is not a number")
    #expect(
        pieces([unknown], bytes: true)
            == "m, pieces: byte fallback needs a piece for each of the 256 bytes"
    )
    var model = SentencePieceModel(kind: .unigram, pieces: [unknown])
    model.setNormalization("broken", rules: [8, 0, 0, 0, 1])
    #expect(
        problem(model.serialized)
            == "m, precompiled_charsmap: the table of rules is said to have 8 bytes of 5"
    )
}

@Test func sentencePieceModelsMadeHereKnowTheirSpecialPieces() throws {
    let pieces: [SentencePieceModel.Piece] = [
        .init("<pad>", score: 0, kind: .control), .init("<bos>", score: 0, kind: .control),
        .init("<eos>", score: 0, kind: .control), .init("<unk>", score: 0, kind: .unknown),
        .init("▁", score: -1), .init("a", score: -2), .init("▁a", score: -2.5),
    ]
    let model = SentencePieceModel(kind: .unigram, pieces: pieces)
    let read = try SentencePieceModel(model.serialized)
    #expect(read == model)
    let tokenizer = try SentencePieceTokenizer(read)
    #expect(tokenizer.ids(of: "a aa <bos>") == [6, 6, 5, 4, 3])
    #expect(tokenizer.decode([1, 6, 6, 5, 2, 0]) == "a aa")
    #expect(tokenizer.normalized(" a  b ") == "▁a▁b")
}

/// A piece with a number in the field of its text: found by `make fuzz`, when the model was
/// written again in another order.
@Test func sentencePieceRefusesAFieldOfAPieceThatIsOfAnotherType() {
    let unknown: [UInt8] = [10, 9, 10, 5, 60, 117, 110, 107, 62, 24, 2]
    let cat: [UInt8] = [10, 7, 10, 3, 99, 97, 116, 8, 4]
    #expect(throws: SentencePieceFormatError.self) { try SentencePieceModel(unknown + cat) }
    #expect(throws: Never.self) {
        try SentencePieceModel(unknown + [10, 5, 10, 3, 99, 97, 116])
    }
}
