import Testing
import Tokenization

/// What the `sentencepiece` package 0.2.3 makes of models like these, with their bytes in
/// `SentencePieceProcessor(model_proto=...)`.
@Suite struct SentencePieceScoreTests {
    private static let unknown = SentencePieceModel.Piece("<unk>", score: 0, kind: .unknown)

    private func tokens(
        of text: String,
        _ pieces: [SentencePieceModel.Piece],
        kind: SentencePieceModel.Kind = .unigram
    ) throws -> [String] {
        let model = SentencePieceModel(kind: kind, pieces: [Self.unknown] + pieces)
        let tokenizer = try SentencePieceTokenizer(model)
        return tokenizer.ids(of: text).map { model.pieces[Int($0)].text }
    }

    /// `a` and the user-defined piece, or a piece with a score and `z`.
    private func tokens(
        of text: String,
        own: String,
        besideScore score: Float
    ) throws -> [String] {
        try tokens(
            of: text,
            [
                .init("▁", score: 0), .init("a", score: 0), .init("z", score: 0),
                .init(String(text.dropLast()), score: score),
                .init(own, score: -7, kind: .userDefined),
            ]
        )
    }

    @Test(arguments: [("bz", 1), ("bcz", 2), ("bcdefz", 5), ("éz", 2), ("日本z", 6)])
    func userDefinedPiecesOfUnigramModelsScoreATenthForEachByteAfterTheFirst(
        _ own: String,
        _ tenths: Int
    ) throws {
        let score = Float(Double(tenths) * 0.1)
        let text = "a" + own
        let own = try tokens(of: text, own: own, besideScore: score)
        #expect(own == ["▁", "a", String(text.dropFirst())])
        let other = try tokens(of: text, own: String(text.dropFirst()), besideScore: score.nextUp)
        #expect(other == ["▁", String(text.dropLast()), "z"])
    }

    @Test func userDefinedPiecesOfUnigramModelsGiveWayToABetterWay() throws {
        let pieces: [SentencePieceModel.Piece] = [
            .init("▁sou", score: -9), .init("rn", score: -6), .init("▁southern", score: -5),
            .init("the", score: 0, kind: .userDefined),
        ]
        #expect(try tokens(of: "southern", pieces) == ["▁southern"])
        #expect(try tokens(of: "southe", pieces) == ["▁sou", "the"])
    }

    @Test func userDefinedPiecesOfBytePairModelsAreAlwaysTaken() throws {
        let pieces: [SentencePieceModel.Piece] =
            [
                .init("he", score: -1), .init("ern", score: -2), .init("rn", score: -3),
                .init("ther", score: 0), .init("the", score: 0, kind: .userDefined),
            ]
            + "▁southern".map { .init(String($0), score: -9) }
        let found = try tokens(of: "southern the", pieces, kind: .bytePairs)
        #expect(found == ["▁", "s", "o", "u", "the", "rn", "▁", "the"])
    }

    /// The piece `b` is better by less than single precision tells beside the sum of `x`, unless that
    /// is so low that summing starts again.
    @Test(arguments: [("x", ["ab"]), ("xx", ["a", "b"]), ("xxx", ["ab"]), ("xxxx", ["a", "b"])])
    func sumsOfLongTextsStartAgain(_ start: String, _ end: [String]) throws {
        let pieces: [SentencePieceModel.Piece] = [
            .init("▁", score: 0), .init("x", score: -60_000), .init("a", score: -0.5),
            .init("b", score: -0.499_999), .init("ab", score: -1),
        ]
        let found = try tokens(of: start + "ab", pieces)
        #expect(Array(found.suffix(end.count)) == end)
    }

    /// `SentencePieceProcessor.encode_as_offset_mapping`, in bytes.
    @Test func placesAreThoseOfThePackage() throws {
        var pieces = "\u{2581}abc".map { SentencePieceModel.Piece(String($0), score: -1) }
        pieces += (0...255).map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            let name = "<0x" + (digits.count < 2 ? "0" : "") + digits + ">"
            return SentencePieceModel.Piece(name, score: -2, kind: .byte)
        }
        let model = SentencePieceModel(
            kind: .unigram,
            pieces: [Self.unknown] + pieces,
            hasByteFallback: true
        )
        let tokenizer = try SentencePieceTokenizer(model)
        let places = tokenizer.encode("  a   b\u{E9}c  ").tokens.map(\.range)
        #expect(places == [2..<2, 2..<3, 3..<6, 6..<7, 7..<7, 7..<9, 9..<10])
    }
}
