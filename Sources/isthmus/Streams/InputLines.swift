import Corpora

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A line of the input of a command, to which a line of its output belongs.
struct InputLine: Hashable {
    /// The number of the line, from 1.
    let number: Int

    /// The text, without white space at its ends unless it is asked for: empty for a blank line, nil
    /// for one that cannot be read.
    let text: String?

    /// Why the line cannot be read, with its place.
    let problem: String?
}

/// The lines of a file or of stdin, one by one, none left out.
final class InputLines {
    private let reader: CorpusReader
    private let console: Console
    private var pending: ArraySlice<InputLine> = []
    private var lastNumber = 0
    private var blankCount = 0
    private var isAtEnd = false

    /// Opens the input of a command.
    ///
    /// - Parameters:
    ///   - path: A file; nil or `-` is stdin, which must not be a terminal when it is nil.
    ///   - isMolecules: Whether a line is a SMILES string that a name may follow.
    ///   - keepsWhiteSpace: Whether lines of text keep the white space at their ends.
    ///   - hint: What the user should type when there is no input.
    ///   - console: Where it is told, at the end, what the input was taken for.
    /// - Throws: A `ToolError` when nothing is piped in, or stdout goes to the input; or what opening a
    ///   corpus throws.
    init(
        path: String?,
        isMolecules: Bool = false,
        keepsWhiteSpace: Bool = false,
        hint: String,
        console: Console
    ) throws {
        if path == nil, Terminal.isInteractive(STDIN_FILENO) {
            throw ToolError.usage("there is no input; give a file or a pipe, such as\n    \(hint)")
        }
        let path = path ?? "-"
        try StandardStreams.requireOtherThanOutput(path)
        self.console = console
        var options = CorpusOptions(format: isMolecules ? .smi : .text)
        options.keepsWhiteSpace = keepsWhiteSpace
        reader = try CorpusReader(path: path, options: options)
    }

    /// The next line, or nil at the end.
    func next() throws -> InputLine? {
        while pending.isEmpty && !isAtEnd { try fill() }
        return pending.popFirst()
    }

    /// The next lines, at most `limit` of them, and no more once they have so many bytes; none at the
    /// end.
    func batch(limit: Int, bytes: Int = .max) throws -> [InputLine] {
        var lines: [InputLine] = []
        var byteCount = 0
        while lines.count < limit, byteCount < bytes, let line = try next() {
            byteCount += line.text?.utf8.count ?? 0
            lines.append(line)
        }
        return lines
    }

    private func fill() throws {
        switch try reader.next() {
        case .record(let record): append(record.text, nil, at: record.line)
        case .reject(let reject): append(nil, "\(reject)", at: reject.line)
        case nil: finish()
        }
    }

    /// Adds a line after the blank ones before it, which the reader passes over.
    private func append(_ text: String?, _ problem: String?, at number: Int) {
        appendBlank(number - lastNumber - 1)
        pending.append(InputLine(number: number, text: text, problem: problem))
        lastNumber = number
    }

    private func appendBlank(_ count: Int) {
        for _ in 0..<max(0, count) {
            lastNumber += 1
            pending.append(InputLine(number: lastNumber, text: "", problem: nil))
            blankCount += 1
        }
    }

    private func finish() {
        isAtEnd = true
        let summary = reader.summary
        appendBlank(summary.blankLineCount + reader.headerCount - blankCount)
        for note in summary.notes { console.note(note) }
    }
}

/// Counts the lines that a command could do nothing with, and reports the first of them.
struct LineFailures {
    private static let shownCount = 10
    private let console: Console
    private var lineCount = 0
    private var failureCount = 0
    private var shownFailures = 0

    init(console: Console) {
        self.console = console
    }

    /// Counts a line that was dealt with.
    mutating func succeed() { lineCount += 1 }

    /// Counts a line that was not, for a reason that is reported elsewhere.
    mutating func fail() {
        lineCount += 1
        failureCount += 1
    }

    /// Counts a line that was not, and says why.
    mutating func report(_ problem: String) {
        fail()
        shownFailures += 1
        if shownFailures <= Self.shownCount { console.warn(problem) }
    }

    /// Reports the count.
    ///
    /// - Throws: A `ToolError` when there was no line, or none that could be dealt with.
    func finish() throws {
        if lineCount == 0 { throw ToolError.badData("the input is empty") }
        if failureCount == lineCount { throw ToolError.badData("no line could be used") }
        if failureCount > 0 {
            console.warn("\(grouped(failureCount)) of \(counted(lineCount, "line")) failed")
        }
    }
}
