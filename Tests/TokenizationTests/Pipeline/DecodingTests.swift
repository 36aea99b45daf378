import JSONText
import Testing
import Tokenization

/// Decoding that remembers what tokens become gives what the steps give.
@Suite struct DecodingTests {
    /// A model of tokens with nothing to encode.
    private struct TokenList: TokenizationModel {
        let tokens = TokenInventory([
            "a", "##b", "\u{2581}c", "bb", " ", "\u{120}d", "\u{C3}", "\u{A9}", "<0xE2>", "e</w>",
            "'",
            " 's", "\u{E000}", "\u{E9}", "a a", ".",
        ])
        let unknownID: TokenID? = nil
        var schema: ModelSchema { ModelSchema(nil) }

        func encode(_ piece: UnsafeBufferPointer<UInt8>, into result: inout PieceTokens) {}
    }

    private static let shorthand =
        SMILESShorthand(["[C@@H]"]).map { DecodingStep.shorthand($0) } ?? .fuse

    private static let decoders: [[DecodingStep]] = [
        [], [.byteLevel], [.fuse], [.fuse, shorthand], [shorthand, .fuse],
        [.byteLevel, shorthand], [.byteLevel, .byteLevel], [.byteFallback, .fuse],
        [.metaspace(replacement: "\u{2581}", prepend: .always)],
        [.metaspace(replacement: "\u{2581}", prepend: .never)],
        [.wordPiece(prefix: "##", cleansUp: true)], [.wordPiece(prefix: "##", cleansUp: false)],
        [.strip("a", left: 1, right: 1), .replace(SplitPattern("b"), with: "cd")],
        [.replace(SplitPattern("\u{2581}"), with: " "), .fuse, .strip(" ", left: 1, right: 0)],
        [.fuse, .replace(SplitPattern("a##"), with: "-")], [.endOfWord(suffix: "</w>")],
        [.ctc(blank: "a", delimiter: "bb", cleansUp: true)],
    ]

    private static func pipeline(_ decoders: [DecodingStep]) -> TokenizationPipeline {
        TokenizationPipeline(
            addedTokens: [
                AddedToken(id: 16, content: "<s>", isSpecial: true),
                AddedToken(id: 20, content: "RAW", isSpecial: false),
            ],
            model: TokenList(),
            decoders: decoders
        )
    }

    @Test(arguments: decoders)
    func textIsThatOfTheSteps(_ decoders: [DecodingStep]) {
        let pipeline = Self.pipeline(decoders)
        var generator = UnigramTestGenerator(seed: 7)
        for _ in 0..<300 {
            let length = Int.random(in: 0..<8, using: &generator)
            let ids = (0..<length).map { _ in TokenID.random(in: -1..<24, using: &generator) }
            // The steps run where special tokens are kept, of which there are none then.
            let wanted = pipeline.decode(ids.filter { $0 != 16 }, keepingSpecialTokens: true)
            #expect(pipeline.decode(ids).utf8.elementsEqual(wanted.utf8), "\(ids)")
            let worked = pipeline.withWorker { $0.decode(ids) }
            #expect(worked.utf8.elementsEqual(wanted.utf8), "\(ids)")
        }
    }

    @Test func idsFarBeyondTheTokensAreLeftOut() {
        let pipeline = Self.pipeline([.byteLevel])
        #expect(pipeline.decode([.max, 0, .min, 21, 0]) == "aa")
    }
}
