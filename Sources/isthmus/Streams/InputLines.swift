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

/// The lines of a file or of stdin, none left out.
final class InputLines {
    private let reader: CorpusReader
    private let console: Console

    /// The lines that were read last, and how many of them were given.
    private var block = LineBlock(firstNumber: 1)
    private var givenCount = 0

    private var blankCount = 0
    private var isAtEnd = false

    /// What ended the reading, thrown when all lines before it were given.
    private var failure: (any Error)?

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
        if givenCount == block.count { try fill(byteCount: 1) }
        if givenCount == block.count { return nil }
        defer { givenCount += 1 }
        return block[givenCount]
    }

    /// The next lines, at most `limit` of them; none at the end.
    func batch(limit: Int) throws -> [InputLine] {
        var lines: [InputLine] = []
        while lines.count < limit, let line = try next() { lines.append(line) }
        return lines
    }

    /// The next lines, until they have so many bytes; none at the end.
    ///
    /// - Precondition: ``next()`` was not called.
    func block(byteCount: Int) throws -> LineBlock {
        try fill(byteCount: byteCount)
        givenCount = block.count
        return block
    }

    /// Reads the lines after those of the block, until they have so many bytes, or to the end.
    private func fill(byteCount: Int) throws {
        block = LineBlock(firstNumber: block.firstNumber + block.count)
        givenCount = 0
        do {
            while block.byteCount < byteCount, !isAtEnd, failure == nil { try read() }
        } catch {
            failure = error
        }
        if block.count == 0, let failure { throw failure }
    }

    /// Reads some lines.
    private func read() throws {
        let wasThere = try reader.next(
            onReject: { reject in
                appendBlank(before: reject.line)
                block.append(problem: "\(reject)")
            },
            onText: { text in
                appendBlank(before: text.line)
                block.append(text.text)
            }
        )
        if !wasThere { finish() }
    }

    /// Adds the blank lines before a line, which the reader passes over.
    private func appendBlank(before number: Int) {
        appendBlank(number - block.firstNumber - block.count)
    }

    private func appendBlank(_ count: Int) {
        if count < 1 { return }
        block.appendBlank(count)
        blankCount += count
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

    /// Counts lines that were dealt with.
    mutating func succeed(_ count: Int = 1) { lineCount += count }

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
