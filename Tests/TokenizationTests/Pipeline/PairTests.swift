import Foundation
import JSONText
import Testing
import Tokenization

/// Pairs of texts as Python's package `tokenizers` 0.23.3 puts them together.
///
/// Benchmarks/tokenizers/golden.py writes them.
@Suite struct PairTests {
    private static let names = ["byte_level", "cl100k", "affixes", "bert", "scripts"]

    private func lines(_ name: String) throws -> [String] {
        let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/\(name)")
        let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
    }

    /// Each text at an even place with the one after it.
    private func pairs() throws -> [(first: String, second: String)] {
        let texts = try lines("texts.txt").map {
            $0.replacing("\\n", with: "\n").replacing("\\r", with: "\r")
                .replacing("\\t", with: "\t")
        }
        return stride(from: 0, to: texts.count - 1, by: 2).map { (texts[$0], texts[$0 + 1]) }
    }

    private func pipeline(_ name: String) throws -> TokenizationPipeline {
        try TokenizationPipeline(json: lines("\(name).json").joined(separator: "\n").utf8)
    }

    private func numbers(_ value: JSONValue?) -> [Int] {
        value?.array?.compactMap(\.integer) ?? []
    }

    @Test(arguments: names)
    func pairsAreThoseOfThePackage(_ name: String) throws {
        let pipeline = try pipeline(name)
        let rows = try lines("\(name).pairs.jsonl").map { try JSONValue(parsing: Array($0.utf8)) }
        for (texts, row) in zip(try pairs(), rows) {
            let pair = pipeline.encode(texts.first, pair: texts.second, addingSpecialTokens: true)
            #expect(pair.ids.map(Int.init) == numbers(row["ids"]), "\(texts)")
            #expect(pair.types == numbers(row["types"]), "\(texts)")
            let plain = pipeline.encode(texts.first, pair: texts.second)
            #expect(plain.ids.map(Int.init) == numbers(row["plain_ids"]), "\(texts)")
            #expect(plain.types == numbers(row["plain_types"]), "\(texts)")
            let single = pipeline.encode(texts.first, pair: nil, addingSpecialTokens: true)
            #expect(single.types == numbers(row["single_types"]), "\(texts)")
            #expect(
                single.ids == pipeline.encode(texts.first, addingSpecialTokens: true).ids
            )
        }
        #expect(try rows.count == pairs().count)
    }

    @Test(arguments: names)
    func tokensOfAPairHaveThePlacesThatTheyHaveAlone(_ name: String) throws {
        let pipeline = try pipeline(name)
        for (first, second) in try pairs() {
            let pair = pipeline.encode(first, pair: second, addingSpecialTokens: true)
            for (number, text) in [first, second].enumerated() {
                let found = pair.elements.filter { $0.text == number }.map(\.token)
                let alone = pipeline.encode(text, pair: nil).elements.map(\.token)
                #expect(found.count.isMultiple(of: max(1, alone.count)))
                #expect(Array(found.prefix(alone.count)) == alone, "\(text)")
            }
            #expect(pair.elements.allSatisfy { $0.text != nil || $0.token.range.isEmpty })
        }
    }

    @Test func aTemplateOfOneTextThatNamesTheSecondIsRefused() throws {
        let json = try lines("scripts.json").joined(separator: "\n")
        let single =
            #/"single": \[\s*\{\s*"SpecialToken": .*?\},\s*\{\s*"Sequence": \{\s*"id": "A"/#
        let damaged = json.replacing(single.dotMatchesNewlines()) {
            String($0.output).dropLast(2) + "B\""
        }
        #expect(damaged != json)
        let error = #expect(throws: TokenizerFormatError.self) {
            _ = try TokenizationPipeline(json: damaged.utf8, source: "b.json")
        }
        #expect(error?.description.hasPrefix("b.json: post_processor.single.1.Sequence: B") == true)
    }
}
