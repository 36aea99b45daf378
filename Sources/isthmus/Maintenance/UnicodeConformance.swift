import ArgumentParser
import DurableFiles
import UnicodeText

/// `isthmus unicode-conformance`: the test files of Unicode, through the text that the tool uses.
///
/// For maintainers; it is not listed.
struct UnicodeConformance: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unicode-conformance",
        abstract: "Run Unicode's conformance tests on normalisation and segmentation.",
        discussion: """
            Example:
              isthmus unicode-conformance /usr/share/unicode

            The folder holds NormalizationTest.txt, WordBreakTest.txt, GraphemeBreakTest.txt and \
            SentenceBreakTest.txt. Prints a row of a table for each, and on stderr the lines \
            that come out otherwise.
            """,
        shouldDisplay: false
    )

    @Argument(help: "The folder with the test files.")
    var folder: String

    @Option(help: "The locale by whose rules text is cut.")
    var locale = ""

    @OptionGroup var common: CommonOptions

    func run() throws {
        let normalization = try NormalizationConformance(lines("NormalizationTest.txt"))
        let segmentations = try [
            ("WordBreakTest.txt", SegmentUnit.words), ("GraphemeBreakTest.txt", .graphemes),
            ("SentenceBreakTest.txt", .sentences),
        ].map { name, unit in
            try SegmentationConformance(name, lines(name), Segmenter(unit, locale: locale))
        }
        let results = [normalization.result] + segmentations.map(\.result)
        try StandardOutput.writing { output in
            try output.line("| file | cases | as the file has it | otherwise |")
            try output.line("|---|---:|---:|---:|")
            for result in results { try output.line(result.row) }
        }
        for difference in results.flatMap(\.differences) { common.console.note(difference) }
        common.console.note(
            "ICU \(CharacterProperties.icuVersion), Unicode \(CharacterProperties.unicodeVersion)"
        )
        if results.contains(where: { !$0.differences.isEmpty }) {
            throw ToolError(.failure, "not every case is as the files have it")
        }
    }

    /// The lines of a file without comments and blank ones, with their numbers.
    private func lines(_ name: String) throws -> [ConformanceLine] {
        let bytes = try FileContents.read("\(folder)/\(name)", limit: 1 << 26)
        let text = String(decoding: bytes, as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .compactMap { index, line in
                let content = String(line.prefix { $0 != "#" }).trimmed
                return content.isEmpty
                    ? nil : ConformanceLine(place: "\(name):\(index + 1)", text: content)
            }
    }
}

/// A line of a test file.
struct ConformanceLine {
    var place: String
    var text: String
}

/// What a test file came to.
struct ConformanceResult {
    var name: String
    var caseCount: Int
    var differences: [String]

    /// A row of a table in Markdown.
    var row: String {
        "| \(name) | \(grouped(caseCount)) | \(grouped(caseCount - differences.count)) "
            + "| \(grouped(differences.count)) |"
    }
}

/// Characters written as hexadecimal numbers with spaces between them.
private func text(ofCodes codes: some StringProtocol) -> String {
    let scalars = codes.split(separator: " ").compactMap { UInt32($0, radix: 16) }
    return String(String.UnicodeScalarView(scalars.compactMap { Unicode.Scalar($0) }))
}

/// The invariants that NormalizationTest.txt states, for its lines and for the characters that it
/// does not list.
struct NormalizationConformance {
    private(set) var result = ConformanceResult(
        name: "NormalizationTest.txt",
        caseCount: 0,
        differences: []
    )

    init(_ lines: [ConformanceLine]) {
        var listed: Set<String> = []
        for line in lines where !line.text.hasPrefix("@") {
            let columns = line.text.split(separator: ";").map { text(ofCodes: $0) }
            guard columns.count == 5 else { continue }
            listed.insert(columns[0])
            check(columns, line)
        }
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), !listed.contains(String(scalar)) else {
                continue
            }
            checkUnlisted(scalar)
        }
    }

    private mutating func check(_ columns: [String], _ line: ConformanceLine) {
        // The columns are source, NFC, NFD, NFKC and NFKD, and each form keeps the others.
        let expected: [(NormalizationForm, [Int])] = [
            (.nfc, [1, 1, 1, 3, 3]), (.nfd, [2, 2, 2, 4, 4]),
            (.nfkc, [3, 3, 3, 3, 3]), (.nfkd, [4, 4, 4, 4, 4]),
        ]
        let faults = expected.flatMap { form, targets in
            zip(columns, targets).filter { column, target in
                !TextTransform.normalized(form)(column).utf8.elementsEqual(columns[target].utf8)
            }.map { _ in form.rawValue }
        }
        result.caseCount += 1
        if !faults.isEmpty {
            result.differences.append("\(line.place): \(Set(faults).sorted()): \(line.text)")
        }
    }

    private mutating func checkUnlisted(_ scalar: Unicode.Scalar) {
        result.caseCount += 1
        let text = String(scalar)
        let forms = NormalizationForm.allCases.filter {
            !TextTransform.normalized($0)(text).utf8.elementsEqual(text.utf8)
        }
        if !forms.isEmpty {
            let code = String(scalar.value, radix: 16, uppercase: true)
            result.differences.append("unlisted U+\(code) changes in \(forms.map(\.rawValue))")
        }
    }
}

/// The boundaries that a break test file states.
struct SegmentationConformance {
    private(set) var result: ConformanceResult

    init(_ name: String, _ lines: [ConformanceLine], _ segmenter: Segmenter) {
        result = ConformanceResult(name: name, caseCount: lines.count, differences: [])
        for line in lines {
            let pieces = line.text.split(separator: "÷").map {
                text(ofCodes: $0.filter { $0 != "×" })
            }.filter { !$0.isEmpty }
            let found = segmenter.segments(of: pieces.joined())
            if !found.map({ Array($0.utf8) }).elementsEqual(pieces.map { Array($0.utf8) }) {
                let codes = found.map { piece in
                    piece.unicodeScalars.map { String($0.value, radix: 16, uppercase: true) }
                        .joined(separator: " × ")
                }
                result.differences.append(
                    "\(line.place): \(line.text) is cut as ÷ \(codes.joined(separator: " ÷ ")) ÷"
                )
            }
        }
    }
}
