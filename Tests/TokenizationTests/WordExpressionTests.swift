import Foundation
import Testing
import Tokenization

/// Words as a file says what they are; the files in `Golden` hold what another program makes of it.
@Suite struct WordExpressionTests {
    @Test func charactersOfScriptsWithoutSpacesAreWords() throws {
        let text = "カード 2枚 と葛\u{E0101}飾, ที่นี่ ok ฉันทำ มྷ๑๒"
        let tokenizer = Tokenizer.trained(on: [text], kind: .word)
        let pieces = tokenizer.ids(of: text).map { tokenizer.vocabulary[$0] }
        #expect(
            pieces == [
                "カ", "ー", "ド", " ", "2", "枚", " ", "と", "葛\u{E0101}", "飾", ", ", "ที่", "นี่", " ",
                "ok", " ", "ฉั", "น", "ทำ", " ", "ม\u{FB7}", "๑๒",
            ]
        )
        #expect(tokenizer.decode(tokenizer.ids(of: text)) == text)
        #expect(tokenizer.ownSteps.isEmpty)
    }

    @Test func nothingIsLostBesideTheUnknownToken() {
        for text in ["<unk>\u{301}", "<unk>\u{AD} a", "½<unk>", "_<unk>", "a <unk> b.", "漢<unk>"] {
            let tokenizer = Tokenizer.trained(on: [text], kind: .word)
            let bytes = Array(text.utf8)
            let covered = tokenizer.encode(text).tokens.reduce(into: Set<Int>()) {
                $0.formUnion($1.range)
            }
            let blanks = bytes.indices.filter { bytes[$0] == 0x20 }
            #expect(covered.union(blanks).count == bytes.count, "\(text.debugDescription)")
        }
    }

    /// Another unknown token makes a pipeline of the file, which cuts by the same expression.
    @Test func aPipelineKnowsTheExpression() throws {
        let texts = ["a b, c. 漢字 <unk>", "  (a) 'b' "]
        let tokenizer = Tokenizer.trained(on: texts, kind: .word)
        let file = String(decoding: tokenizer.json(), as: UTF8.self)
            .replacing(#""unk_token": "<unk>""#, with: #""unk_token": "<pad>""#)
        let read = try Tokenizer(json: Array(file.utf8))
        let pipeline = try #require(read.pipeline)
        for text in texts {
            #expect(pipeline.encode(text) == tokenizer.encode(text))
            let ids = tokenizer.ids(of: text)
            #expect(pipeline.decode(ids) == tokenizer.decode(ids))
        }
    }

    /// The file is of the version before, and so are the ids.
    @Test func filesOfEarlierVersionsAreRead() throws {
        let file = try Data(contentsOf: golden("word-earlier.json"))
        let tokenizer = try Tokenizer(json: file)
        #expect(tokenizer.kind == .word)
        #expect(tokenizer.locale == "und")
        #expect(tokenizer.ownSteps == ["IsthmusWords"])
        let text = "我喜欢学习中文, and (the) cat. "
        #expect(tokenizer.ids(of: text) == [14, 12, 13, 11, 6, 8, 4, 10, 5, 9, 7])
        #expect(try Tokenizer(json: tokenizer.json()) == tokenizer)
        let spaced = ["我", "喜欢", "学习", "中文"].reduce(String(decoding: file, as: UTF8.self)) {
            $0.replacing($1, with: "w\($1.utf8.map(String.init).joined())")
        }
        #expect(try Tokenizer(json: Array(spaced.utf8)).locale.isEmpty)
    }

    private func golden(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
    }
}
