import Corpora

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A line of the input of a command, to which a line of its output belongs.
enum InputLine: Hashable {
    /// The text, without white space at its ends.
    case text(String)
    /// A line with nothing on it.
    case blank
    /// A line that cannot be read, and why.
    case unreadable(String)
}

/// The lines of a file or of stdin, one by one, none left out.
final class InputLines {
    private let reader: CorpusReader
    private var pending: [InputLine] = []
    private var number = 0
    private var blankCount = 0
    private var isAtEnd = false

    /// Opens the input of a command.
    ///
    /// - Parameters:
    ///   - path: A file; nil or `-` is stdin, which must not be a terminal when it is nil.
    ///   - isMolecules: Whether a line is a SMILES string that a name may follow.
    ///   - hint: What the user should type when there is no input.
    /// - Throws: A `ToolError` when nothing is piped in, or what opening a corpus throws.
    init(path: String?, isMolecules: Bool = false, hint: String) throws {
        if path == nil, Terminal.isInteractive(STDIN_FILENO) {
            throw ToolError.usage("there is no input; give a file or a pipe, such as\n    \(hint)")
        }
        let format = isMolecules ? CorpusFormat.smi : .text
        reader = try CorpusReader(path: path ?? "-", options: CorpusOptions(format: format))
    }

    /// The next line, or nil at the end.
    func next() throws -> InputLine? {
        while pending.isEmpty && !isAtEnd { try fill() }
        return pending.isEmpty ? nil : pending.removeFirst()
    }

    /// All lines that are left, at most `limit` of them.
    func batch(limit: Int) throws -> [InputLine] {
        var lines: [InputLine] = []
        while lines.count < limit, let line = try next() { lines.append(line) }
        return lines
    }

    private func fill() throws {
        switch try reader.next() {
        case .record(let record): append(.text(record.text), at: record.line)
        case .reject(let reject): append(.unreadable("\(reject)"), at: reject.line)
        case nil: finish()
        }
    }

    /// Adds a line after the blank ones before it, which the reader passes over.
    private func append(_ line: InputLine, at lineNumber: Int) {
        let gap = max(0, lineNumber - number - 1)
        pending += Array(repeating: .blank, count: gap) + [line]
        blankCount += gap
        number = lineNumber
    }

    private func finish() {
        isAtEnd = true
        // A header is passed over without being counted as blank.
        let passedOver = reader.summary.blankLineCount + min(1, reader.summary.notes.count)
        pending += Array(repeating: .blank, count: max(0, passedOver - blankCount))
    }
}
