import Tokenization

/// Makes a line of output of each line of input, on all threads, in order.
struct LineMapping {
    let lines: InputLines
    let threadCount: Int
    let console: Console

    /// How many lines, and bytes, are taken at a time, and how many lines a thread takes of them.
    private static let batchLimit = (lines: 8192, bytes: 1 << 20)
    private static let blockSize = 128

    /// The output of some lines, and what was wrong with each.
    private struct Block {
        var bytes: [UInt8] = []
        var problems: [String?] = []
    }

    /// Writes what `body` appends for each line; for a line that cannot be read, or for which `body` throws,
    /// it is empty, and the reason is reported.
    ///
    /// - Throws: A `ToolError` when no line could be used.
    func run(
        _ body: @Sendable (_ text: String, _ number: Int, inout [UInt8]) throws(ToolError) -> Void
    ) throws {
        var failures = LineFailures(console: console)
        let limit = Self.batchLimit
        try StandardOutput.writing { output in
            while case let batch = try lines.batch(limit: limit.lines, bytes: limit.bytes),
                !batch.isEmpty
            {
                let count = (batch.count + Self.blockSize - 1) / Self.blockSize
                let blocks = concurrentMap(count, threadCount: threadCount) { index in
                    Self.block(batch.dropFirst(index * Self.blockSize).prefix(Self.blockSize), body)
                }
                for block in blocks {
                    for problem in block.problems { failures.count(problem) }
                    try output.write(block.bytes)
                }
            }
        }
        try failures.finish()
    }

    private static func block(
        _ lines: ArraySlice<InputLine>,
        _ body: (String, Int, inout [UInt8]) throws(ToolError) -> Void
    ) -> Block {
        var block = Block()
        for line in lines {
            block.problems.append(add(line, to: &block.bytes, body))
            block.bytes.append(UInt8(ascii: "\n"))
        }
        return block
    }

    /// Appends what comes of a line, and returns why nothing does.
    private static func add(
        _ line: InputLine,
        to bytes: inout [UInt8],
        _ body: (String, Int, inout [UInt8]) throws(ToolError) -> Void
    ) -> String? {
        guard let text = line.text else { return line.problem ?? "unreadable" }
        let start = bytes.count
        do throws(ToolError) {
            try body(text, line.number, &bytes)
            return nil
        } catch {
            bytes.removeLast(bytes.count - start)
            return error.description
        }
    }
}

extension LineFailures {
    /// Counts a line that was dealt with, or reports why not.
    fileprivate mutating func count(_ problem: String?) {
        if let problem { report(problem) } else { succeed() }
    }
}
