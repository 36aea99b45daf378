import Foundation
import Testing
import Tokenization
import UnicodeText

/// The files in `Golden`: texts and our tokenizers of them, the ids and decoded texts that the
/// Python package `tokenizers` 0.23.3 makes with those, and a tokenizer that the package made.
///
/// Documentation/Reference/tokenizers_check.py writes what is Python's.
@Suite struct GoldenFileTests {
    /// The kinds that Python's package knows how to decode.
    static let kinds = Tokenizer.Kind.allCases.filter { $0 != .selfies }

    @Test(arguments: kinds)
    func filesAreWrittenAsBefore(_ kind: Tokenizer.Kind) throws {
        let json = tokenizer(of: kind).json()
        let file = url("\(kind).json")
        guard FileManager.default.fileExists(atPath: file.path) else {
            try Data(json).write(to: file)
            Issue.record("recorded \(file.path); let Python write its part, and run again")
            return
        }
        #expect(
            String(decoding: json, as: UTF8.self)
                == String(decoding: try Data(contentsOf: file), as: UTF8.self)
        )
    }

    @Test(arguments: kinds)
    func pythonGivesTheSameIDs(_ kind: Tokenizer.Kind) throws {
        let tokenizer = try Tokenizer(json: Data(contentsOf: url("\(kind).json")))
        #expect(try spelledIDs(tokenizer, of: "\(kind).txt") == lines("\(kind).ids"))
    }

    @Test(arguments: kinds)
    func pythonDecodesToTheSameText(_ kind: Tokenizer.Kind) throws {
        let tokenizer = try Tokenizer(json: Data(contentsOf: url("\(kind).json")))
        let decoded = try lines("\(kind).txt").map { tokenizer.decode(tokenizer.ids(of: $0)) }
        #expect(try decoded == lines("\(kind).decoded"))
    }

    @Test func aTokenizerMadeInPythonGivesTheSameIDs() throws {
        let tokenizer = try Tokenizer(json: Data(contentsOf: url("python.json")))
        #expect(tokenizer.transforms == [.normalized(.nfkc), .lowercased()])
        #expect(try spelledIDs(tokenizer, of: "whitespace.txt") == lines("python.ids"))
    }

    private func tokenizer(of kind: Tokenizer.Kind) -> Tokenizer {
        .trained(on: (try? lines("\(kind).txt")) ?? [], kind: kind)
    }

    private func spelledIDs(_ tokenizer: Tokenizer, of name: String) throws -> [String] {
        try lines(name).map { tokenizer.ids(of: $0).map(String.init).joined(separator: " ") }
    }

    private func lines(_ name: String) throws -> [String] {
        let text = String(decoding: try Data(contentsOf: url(name)), as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
            String.init
        )
    }

    private func url(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
    }
}
