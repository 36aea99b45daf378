import Foundation
import JSONText
import Testing
import Tokenization

/// Regular expressions that have no scanner of their own.
@Suite struct ExpressionTests {
    /// A line of the golden file, which Benchmarks/tokenizers/golden_expressions.py makes with
    /// Python's package `tokenizers` 0.23.3.
    struct Row: Decodable, CustomTestStringConvertible {
        var regex: String
        var text: String
        var cuts: [String: [[Int]]]
        var replaced: String

        var testDescription: String { "\(regex) in \(text.debugDescription)" }
    }

    private static let rows: [Row] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/expressions.jsonl")
        let lines = (try? Data(contentsOf: file))?.split(separator: 0x0A) ?? []
        return lines.compactMap { try? JSONDecoder().decode(Row.self, from: $0) }
    }()

    /// The behaviors by their names in Python.
    private static let behaviors: [(name: String, behavior: PreTokenizationStep.Behavior)] = [
        ("removed", .removed), ("isolated", .isolated), ("contiguous", .contiguous),
        ("merged_with_previous", .mergedWithPrevious), ("merged_with_next", .mergedWithNext),
    ]

    private func places(
        _ text: String,
        _ steps: [PreTokenizationStep]
    ) -> [[Int]] {
        let pipeline = TokenizationPipeline(preTokenizers: steps, model: WholePieces())
        return pipeline.encode(text).characterRanges(in: text).map {
            [$0.lowerBound, $0.upperBound]
        }
    }

    @Test func theGoldenFileIsThere() { #expect(Self.rows.count > 150) }

    @Test(arguments: rows)
    func piecesAreThoseOfThePackage(_ row: Row) throws {
        let pattern = try SplitPattern(reading: row.regex)
        for (name, behavior) in Self.behaviors {
            for isInverted in [false, true] {
                let step = PreTokenizationStep.split(pattern, behavior, isInverted: isInverted)
                let expected = row.cuts[isInverted ? name + " inverted" : name]
                #expect(places(row.text, [step]) == expected, "\(name), inverted: \(isInverted)")
            }
        }
    }

    @Test(arguments: rows)
    func replacementsAreThoseOfThePackage(_ row: Row) throws {
        let pattern = try SplitPattern(reading: row.regex)
        let pipeline = TokenizationPipeline(
            normalizers: [.replace(pattern, with: "-")],
            model: WholePieces()
        )
        #expect(Array(pipeline.normalized(row.text).utf8) == Array(row.replaced.utf8))
    }

    /// The expressions that have scanners, spelled so that they are not known.
    private static let twins: [(SplitPattern, SplitPattern)] =
        [.gpt2, .cl100k, .o200k].compactMap { pattern in
            SplitPattern(regex: "(?:\(pattern.text))").map { (pattern, $0) }
        }

    @Test func expressionsCutLongTextsAsTheirScannersDo() {
        #expect(Self.twins.count == 3)
        var generator = Generator(state: 5)
        for (scanner, expression) in Self.twins {
            for length in [0, 1, 4094, 4095, 4096, 4097, 8192, 30_000] {
                let text = String.random(length, using: &generator)
                for behavior in PreTokenizationStep.Behavior.allCases {
                    let cuts = [scanner, expression].map {
                        places(text, [.split($0, behavior, isInverted: false)])
                    }
                    #expect(cuts[0] == cuts[1], "\(behavior), \(length)")
                }
            }
        }
    }

    /// Expressions for which engines that try one way after the other take very long, or very
    /// much memory.
    private static let hostile = [
        "(a*)*b", "(a|aa)+b", "a+b", "(?=[^x]*)a", "(?=.*a)b", "[^x]*+y", "(?:a?){40}a{40}b",
        "(a|b|ab)*c", "(?:a|b)*a(?:a|b){30}c", "(?<=a*)b", "(?<!(?:a|aa)+b)a(?!a*b)", "(?:a??)+?b",
        "((((a*)*)*)*)*b", "(?:(?:(?:a?)+b?)*c?)+d", #"(?:\b|a)*b"#, #"(?:\X|a)*\X{20}b"#,
        #"(?:\G|a)*(?!\G)b"#, #"(?:a\K|aa)*\Kb"#, #"(?:\G|a+)b?\Gc|\Ga"#,
    ]

    @Test(arguments: hostile)
    func noExpressionTakesLong(_ regex: String) throws {
        let pattern = try SplitPattern(reading: regex)
        for text in [
            String(repeating: "a", count: 100_000), String(repeating: "ab", count: 50_000),
        ] {
            let pieces = places(text, [.split(pattern, .isolated, isInverted: false)])
            #expect(pieces.first?.first == 0)
            #expect(pieces.last?.last == 100_000)
            #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0[1] == $1[0] })
        }
    }

    /// A text whose sets of steps are nearly all different, so that they are forgotten on the way; its
    /// characters of two bytes begin at odd places only.
    @Test func whatIsForgottenOnTheWayChangesNoMatch() throws {
        let pattern = try SplitPattern(reading: "(?<=à(?m:.){1200})é(?=(?m:.){700}à)")
        var generator = Generator(state: 3)
        let letters = ["a"] + (0..<60_000).map { _ in generator.next() % 2 == 0 ? "é" : "à" }
        let expected = (1201..<letters.count - 701).filter {
            letters[$0] == "é" && letters[$0 - 1201] == "à" && letters[$0 + 701] == "à"
        }
        let pieces = places(letters.joined(), [.split(pattern, .removed, isInverted: true)])
        #expect(pieces == expected.map { [$0, $0 + 1] })
    }

    @Test func whateverIsGivenIsReadOrRefused() {
        let parts = Array("()[]{}|*+?.^$\\abpPLNwdsxRiuoCM0179,-&:!=<>~#'éß ").map { String($0) }
        var generator = Generator(state: 11)
        var readCount = 0
        for _ in 0..<2000 {
            let count = Int(generator.next() % 14)
            let regex = (0..<count).map { _ in
                parts[Int(generator.next() % UInt64(parts.count))]
            }.joined()
            guard let pattern = SplitPattern(regex: regex) else { continue }
            readCount += 1
            let text = "ab ß1é\n我 ss"
            let pieces = places(text, [.split(pattern, .isolated, isInverted: false)])
            #expect(pieces.first?.first == 0, "\(regex)")
            #expect(pieces.last?.last == text.unicodeScalars.count, "\(regex)")
        }
        #expect(readCount > 200)
    }

    @Test func repeatsOfNothingTakeNoTime() throws {
        let pattern = try SplitPattern(reading: "a(?:){100000}{100000}{100000}")
        #expect(
            places("aab", [.split(pattern, .isolated, isInverted: false)])
                == [[0, 1], [1, 2], [2, 3]]
        )
    }

    @Test func threadsDoNotChangeWhatMatches() throws {
        let pattern = try SplitPattern(reading: #"(?<=\d)(?=(?:\d{3})+\b)|\s+"#)
        let pipeline = TokenizationPipeline(
            preTokenizers: [.split(pattern, .isolated, isInverted: false)],
            model: WholePieces()
        )
        let texts = (0..<3000).map { "\($0 * 7919) and \($0 * 104_729)" }
        #expect(pipeline.batch(texts) == pipeline.batch(texts, threadCount: 3))
    }

    @Test func illFormedTextIsReadByteForByte() throws {
        let pattern = try SplitPattern(reading: #"\x{FFFD}|[a-z]+"#)
        let pipeline = TokenizationPipeline(
            preTokenizers: [.split(pattern, .isolated, isInverted: false)],
            model: WholePieces()
        )
        let bytes: [UInt8] = [0x61, 0xFF, 0xE2, 0x82, 0x62, 0xC3]
        let tokens = pipeline.encode(utf8: bytes).tokens
        #expect(tokens.first?.range.lowerBound == 0)
        #expect(tokens.last?.range.upperBound == bytes.count)
    }

    @Test func decodersReplaceWhatMatches() throws {
        let pipeline = TokenizationPipeline(
            model: WholePieces(),
            decoders: [.replace(try SplitPattern(reading: "e(?=c)|$"), with: "-")]
        )
        #expect(pipeline.decode([0, 0]) == "pi-ce-pi-ce-")
    }
}

/// Regular expressions that are not understood.
@Suite struct ExpressionErrorTests {
    @Test(arguments: [
        (#"(a)\1"#, 4, #""\1" refers back to a group"#),
        (#"(?<n>a)\k<n>"#, 8, #""\k" refers back to a group"#),
        (#"(?<n>a)\g<n>"#, 8, #""\g" calls a group"#),
        (#"(?=a\Kb)"#, 5, #""\K" moves the start of the match, looking around"#),
        (#"(?<=\Ga)b"#, 5, #""\G" is where the search starts, looking back"#),
        (#"(?<!\X)a"#, 5, #""\X" is a grapheme cluster, looking back"#),
        (#"\K+"#, 3, "a place cannot be repeated"), (#"\G{2}"#, 3, "a place cannot be repeated"),
        ("a(?~b)", 2, #""(?~" is an absence"#),
        ("(?(1)a|b)", 1, #""(?(" is a condition"#),
        ("(?{a})", 1, #""(?{" calls a function"#),
        ("(*FAIL)", 1, #""(" calls a function"#),
        ("(?P<n>a)", 1, "is not of Oniguruma"),
        ("(?W:a)", 1, "has the option W"),
        ("(?>a?b?)c", 1, "is atomic with more than one choice in a row"),
        ("(?:a|ab)*+c", 1, "repeats a group possessively"),
        (#"\p{Klingon}"#, 1, #""\p{Klingon}" is a property"#),
        (#"\p{L"#, 1, #"property has no end"#),
        ("[[:foo:]]", 2, #""[:foo:]" is a class"#),
        (#"[a-\d]"#, 2, "a range ends with a set"), (#"[\d-a]"#, 2, "a range starts with a set"),
        ("[b-a]", 2, "the range is empty"), ("[a", 1, "the class has no end"),
        ("[]", 1, "the class has no end"), ("(a", 1, "the group has no end"),
        ("a)", 2, "the group has no start"), (#"a\"#, 2, "nothing follows the backslash"),
        ("*a", 1, "there is nothing to repeat"), ("a|{2}", 3, "there is nothing to repeat"),
        ("^*", 2, "a place cannot be repeated"), ("a{100001}", 3, "is too often"),
        (#"\xFF"#, 1, #""\xFF" is a byte and no"#), (#"\x{110000}"#, 1, "no such character"),
        (#"\u12"#, 1, "no such character"), ("(?<=(?=a))b", 1, "looks around while it looks back"),
        ("(?:a{1000}){1000}", 1, "more than 2000 steps"),
        ("(?>a{1,100})(?>b{1,102})", 13, "is atomic with more than one choice in a row"),
        ("a" + String(repeating: "*", count: 500), 10, "repeated too often"),
        (String(repeating: "(?i)", count: 500), 402, "nested too deeply"),
        (String(repeating: "(", count: 500), 102, "nested too deeply"),
        ("(?#a", 1, "the comment has no end"), (#"b(?#\"#, 2, "the comment has no end"),
        (#"(a)\7"#, 4, #""\7" refers back to a group"#),
        (#"\377"#, 1, #""\377" is a byte and no character"#),
        (#"[\M-a]"#, 2, "is no character of Unicode"), (#"\o{61 62}"#, 1, "is not one character"),
        ("(?>" + String(repeating: "a|", count: 4000) + "b)", 1, "is atomic with more than one"),
        (String(repeating: "a", count: 20_000), 10_001, "more than 10000 characters"),
    ])
    func whatIsNotUnderstoodIsTold(_ regex: String, _ place: Int, _ problem: String) throws {
        let error = #expect(throws: RegularExpressionError.self) {
            try SplitPattern(reading: regex)
        }
        #expect(error?.description.hasPrefix("character \(place): ") == true, "\(error as Any)")
        #expect(error?.problem.contains(problem) == true, "\(error as Any)")
    }

    @Test func theFileSaysWhereAndWhat() throws {
        let json = """
            {"version": "1.0", "added_tokens": [], "pre_tokenizer": {"type": "Split", "pattern": \
            {"Regex": "\\\\d+|(a)\\\\1"}, "behavior": "Isolated", "invert": false}, \
            "model": {"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "a"}}
            """
        let error = #expect(throws: TokenizerFormatError.self) {
            try TokenizationPipeline(json: Array(json.utf8), source: "t.json")
        }
        #expect(
            error?.description == #"""
                t.json: pre_tokenizer.pattern.Regex: the regular expression cannot be used: \#
                character 8: "\1" refers back to a group, which is not understood here
                    \d+|(a)\1
                           ^
                Use another tokenizer, or write the expression without it.
                """#
        )
    }
}

extension String {
    /// Characters at random of those that patterns tell apart.
    fileprivate static func random(_ length: Int, using generator: inout Generator) -> String {
        let characters = Array(" \t\n\ra'stSTllRE1٣é\u{301}Ǆλ我!/\u{2028}\u{A0}½😀".unicodeScalars)
        var text = UnicodeScalarView()
        for _ in 0..<length {
            text.append(characters[Int(generator.next() % UInt64(characters.count))])
        }
        return String(text)
    }
}
