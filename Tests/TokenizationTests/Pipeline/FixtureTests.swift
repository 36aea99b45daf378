import Foundation
import JSONText
import Testing
import Tokenization

/// Tokenizers that Python's package `tokenizers` 0.23.3 made, and what it makes of `texts.txt`.
///
/// Benchmarks/tokenizers/golden.py writes them.
@Suite struct FixtureTests {
    private static let names = [
        "byte_level", "cl100k", "fallback", "affixes", "bert", "metaspace", "deepseek", "tekken",
        "bloom", "possessive", "clip", "starcoder", "scripts",
    ]

    private func url(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/\(name)")
    }

    private func texts() throws -> [String] {
        let text = String(decoding: try Data(contentsOf: url("texts.txt")), as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
            String($0).replacing("\\n", with: "\n").replacing("\\r", with: "\r")
                .replacing("\\t", with: "\t")
        }
    }

    private func rows(_ name: String) throws -> [JSONValue] {
        let lines = try Data(contentsOf: url("\(name).jsonl")).split(separator: 0x0A)
        return try lines.map { try JSONValue(parsing: Array($0)) }
    }

    private func pipeline(_ name: String) throws -> TokenizationPipeline {
        try TokenizationPipeline(json: Data(contentsOf: url("\(name).json")))
    }

    private func numbers(_ value: JSONValue?) -> [Int] {
        value?.array?.compactMap(\.integer) ?? []
    }

    @Test(arguments: names)
    func idsAndTextAreThoseOfThePackage(_ name: String) throws {
        let pipeline = try pipeline(name)
        for (text, row) in zip(try texts(), try rows(name)) {
            let ids = pipeline.encode(text).ids
            #expect(ids.map(Int.init) == numbers(row["ids"]), "\(text)")
            #expect(pipeline.ids(of: text) == ids)
            let special = pipeline.encode(text, addingSpecialTokens: true).ids
            #expect(special.map(Int.init) == numbers(row["special"]), "\(text)")
            let decoded = row["decoded"]?.string ?? ""
            #expect(Array(pipeline.decode(ids).utf8) == Array(decoded.utf8), "\(text)")
        }
    }

    /// Texts whose places differ, by number.
    ///
    /// A composed character has the place of its mark, too; a space that is put before each part
    /// between added tokens has the place of the part's first character.
    private static let otherPlaces: [String: Set<Int>] = [
        "affixes": [6], "cl100k": [6], "byte_level": [5, 21], "clip": [6],
    ]

    @Test(arguments: names)
    func placesAreThoseOfThePackage(_ name: String) throws {
        let pipeline = try pipeline(name)
        for (number, (text, row)) in zip(try texts(), try rows(name)).enumerated() {
            if Self.otherPlaces[name]?.contains(number) == true { continue }
            let places = pipeline.encode(text).characterRanges(in: text)
            let expected = row["places"]?.array?.map { numbers($0) } ?? []
            #expect(places.map { [$0.lowerBound, $0.upperBound] } == expected, "\(text)")
        }
    }

    @Test(arguments: names)
    func whatIsWrittenIsRead(_ name: String) throws {
        let pipeline = try pipeline(name)
        let read = try TokenizationPipeline(json: pipeline.json())
        #expect(read.json() == pipeline.json())
        for text in try texts() {
            #expect(
                read.encode(text, addingSpecialTokens: true)
                    == pipeline.encode(text, addingSpecialTokens: true)
            )
        }
    }

    @Test(arguments: ["byte_level", "cl100k"])
    func otherFormatsGiveTheSameIDs(_ name: String) throws {
        let original = try pipeline(name)
        let plain = TokenizationPipeline(
            preTokenizers: [.byteLevel(ByteLevelOptions(addsPrefixSpace: false))],
            model: original.model
        )
        let files = try #require(GPT2Files(plain))
        let tiktoken = try #require(TiktokenFile(plain))
        let specials = original.addedTokens
        let fromRanks = try tiktoken.pipeline(pattern: .gpt2, specials: specials)
        for text in try texts() where !text.contains("<") {
            #expect(try files.pipeline().ids(of: text) == plain.ids(of: text))
            if name == "cl100k" { #expect(fromRanks.ids(of: text) == plain.ids(of: text)) }
        }
    }

    @Test func batchesDoNotDependOnThreads() throws {
        let pipeline = try pipeline("fallback")
        let texts = try Array(repeating: texts(), count: 60).flatMap(\.self)
        let one = pipeline.batch(texts)
        #expect(one == pipeline.batch(texts, threadCount: 3))
        #expect(one.sequences == texts.map { pipeline.ids(of: $0) })
    }
}
