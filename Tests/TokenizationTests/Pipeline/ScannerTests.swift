import Testing
import Tokenization

/// The scanners against the regular expressions they stand for, as Swift's engine reads them.
@Suite struct ScannerTests {
    /// The pieces of a text by a pattern's scanner.
    private func pieces(_ text: String, _ pattern: SplitPattern) -> [String] {
        let pipeline = TokenizationPipeline(
            preTokenizers: [.split(pattern, .isolated, isInverted: false)],
            model: WholePieces()
        )
        let bytes = Array(text.utf8)
        return pipeline.encode(text).tokens.map {
            String(decoding: bytes[$0.range], as: UTF8.self)
        }
    }

    /// The pieces of a text by a pattern's regular expression.
    private func piecesByRegex(_ text: String, _ pattern: SplitPattern) throws -> [String] {
        let regex = try Regex(pattern.text).matchingSemantics(.unicodeScalar)
        return text.matches(of: regex).map { String(text[$0.range]) }
    }

    private static let patterns: [SplitPattern] =
        [.gpt2, .cl100k, .o200k]
        + [
            #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| "#
                + #"?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
        ].compactMap { SplitPattern(regex: $0) }

    @Test(arguments: patterns)
    func scannersCutAsRegularExpressions(_ pattern: SplitPattern) throws {
        for text in awkwardTexts {
            let expected = try piecesByRegex(text, pattern).map { Array($0.utf8) }
            #expect(
                pieces(text, pattern).map { Array($0.utf8) } == expected,
                "\(text.debugDescription)"
            )
        }
    }

    @Test(arguments: patterns)
    func scannersCutRandomTextAsRegularExpressions(_ pattern: SplitPattern) throws {
        let characters = Array(" \t\n\ra'stSTllRE1٣é\u{301}Ǆλ我!/\u{2028}\u{A0}½".unicodeScalars)
        var generator = Generator(state: 7)
        for _ in 0..<300 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int(generator.next() % 12) {
                text.append(characters[Int(generator.next() % UInt64(characters.count))])
            }
            let string = String(text)
            let expected = try piecesByRegex(string, pattern).map { Array($0.utf8) }
            #expect(
                pieces(string, pattern).map { Array($0.utf8) } == expected,
                "\(string.debugDescription)"
            )
        }
    }

    /// Runs of letters are read eight bytes at a time: signs, letters beyond ASCII and ends at each place of eight.
    @Test(arguments: patterns)
    func scannersFindTheEndsOfLongWords(_ pattern: SplitPattern) throws {
        for length in 0...20 {
            for end in ["", "@", "[", "`", "{", "é", "éz", "\u{301}a", " Zz", "7", "日x"] {
                let text = " " + String(repeating: length % 2 == 0 ? "z" : "A", count: length) + end
                for text in [text, text + text, text + " abcdefgh"] {
                    let expected = try piecesByRegex(text, pattern).map { Array($0.utf8) }
                    #expect(pieces(text, pattern).map { Array($0.utf8) } == expected, "\(text)")
                }
            }
        }
    }

    @Test func unknownExpressionsAreRefused() {
        #expect(SplitPattern(regex: #"(a|b)\1"#) == nil)
        #expect(SplitPattern(regex: #"\s+"#)?.isRegex == true)
    }
}

/// A model for which every piece is the same token.
struct WholePieces: TokenizationModel {
    let tokens = TokenInventory(["piece"])
    let unknownID: TokenID? = nil
    var schema: ModelSchema { WordLevelModel(tokens: tokens, unknown: "piece").schema }

    func encode(_ piece: UnsafeBufferPointer<UInt8>, into result: inout PieceTokens) {
        result.append(0, end: piece.count)
    }
}
