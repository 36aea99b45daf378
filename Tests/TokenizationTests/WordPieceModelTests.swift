import Testing
import Tokenization

private let words = TokenInventory([
    "[UNK]", "un", "##able", "##aff", "##a", "##f", "una", "##ffable", "é", "##é", "a", "##",
])

private func cut(_ text: String, _ model: WordPieceModel) -> (tokens: [String], ends: [Int]) {
    var result = PieceTokens()
    Array(text.utf8).withUnsafeBufferPointer { model.encode($0, into: &result) }
    return (result.ids.map { model.tokens.token($0) ?? "?" }, result.ends.map { Int($0) })
}

@Test func wordPieceTakesTheLongestPieceFromTheLeft() {
    let model = WordPieceModel(tokens: words)
    let (tokens, ends) = cut("unaffable", model)
    #expect(tokens == ["una", "##ffable"])
    #expect(ends == [3, 9])
    #expect(cut("unaff", model).tokens == ["una", "##f", "##f"])
    #expect(cut("éa", model).ends == [2, 3])
}

@Test func wordPieceMakesAWordUnknownThatCannotBeCut() {
    let model = WordPieceModel(tokens: words)
    #expect(cut("unx", model).tokens == ["[UNK]"])
    #expect(cut("unx", model).ends == [3])
    #expect(cut("able", model).tokens == ["[UNK]"])
}

@Test func wordPieceCountsCharactersOfLongWords() {
    let model = WordPieceModel(tokens: words, longestWord: 5)
    #expect(cut("aaaaa", model).tokens.count == 5)
    #expect(cut("éaaéa", model).tokens.count == 5)
    #expect(cut("aaaaaa", model).tokens == ["[UNK]"])
}

@Test func wordPieceWithoutAnUnknownTokenLeavesTheWordOut() {
    let model = WordPieceModel(tokens: TokenInventory(["a"]))
    #expect(cut("b", model).tokens.isEmpty)
}

@Test func vocabularyLinesAreReadAndWritten() throws {
    let file = Array("[PAD]\n[UNK]\nthe\n##s\n\u{2581}é\n".utf8)
    let tokens = try TokenInventory(lines: file)
    #expect(tokens.id(of: "##s") == 3)
    #expect(tokens.lines == file)
    #expect(try TokenInventory(lines: Array("[PAD]\r\n[UNK]\r\nthe\r\n##s\r\n▁é".utf8)) == tokens)
    #expect(TokenInventory(["a\nb"]).lines == nil)
}

@Test func vocabularyLinesThatAreWrongAreNamed() throws {
    func problem(_ bytes: [UInt8]) -> String {
        do {
            _ = try TokenInventory(lines: bytes, source: "v.txt")
            return ""
        } catch {
            return error.description
        }
    }
    let advice = "\nGive each token once, one a line, in UTF-8."
    #expect(problem(Array("a\nb\na\n".utf8)) == "v.txt: line 3: \"a\" is also on line 1" + advice)
    #expect(problem(Array("a\n\nb\n".utf8)) == "v.txt: line 2: the line is empty" + advice)
    #expect(problem([0x61, 0x0A, 0xFF]) == "v.txt: line 2: the line is not UTF-8" + advice)
}
