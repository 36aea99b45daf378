import JSONText
import Tokenization

/// Makes a line of output of each line of input, on all threads, in order.
struct LineMapping {
    let lines: InputLines

    /// About how much larger the output is than the input, if it is much larger.
    var expansion = 1

    /// Whether lines of output are objects of JSON.
    var isJSON = false

    let threadCount: Int
    let console: Console

    /// How many bytes are read at a time, how many a thread takes of them, and how many parts are
    /// dealt with before their output is written.
    private static let blockSize = 1 << 20
    private static let partSize = 1 << 13
    private static let groupSize = 128

    /// Some lines of the input.
    struct Part {
        fileprivate let block: LineBlock
        fileprivate let places: Range<Int>
    }

    /// What came of lines of the input.
    struct Output {
        fileprivate let isJSON: Bool
        fileprivate var bytes: [UInt8] = []
        fileprivate var doneCount = 0
        fileprivate var problems: [String] = []

        /// Adds a line for each line of a part: what `body` appends for it.
        ///
        /// For a line that cannot be read, or for which `body` throws, it is empty, or an object with
        /// `error`, and the reason is reported.
        mutating func add(
            _ part: Part,
            _ body: (LineText, inout [UInt8]) throws(ToolError) -> Void
        ) {
            part.block.forEach(in: part.places) { line in
                switch line {
                case .success(let line): add(line, body)
                case .failure(let line): fail(line.reason)
                }
                bytes.append(UInt8(ascii: "\n"))
            }
        }

        private mutating func add(
            _ line: LineText,
            _ body: (LineText, inout [UInt8]) throws(ToolError) -> Void
        ) {
            let start = bytes.count
            do throws(ToolError) {
                try body(line, &bytes)
                doneCount += 1
            } catch {
                bytes.removeLast(bytes.count - start)
                fail(error.description)
            }
        }

        private mutating func fail(_ problem: String) {
            problems.append(problem)
            if isJSON { bytes += (["error": .string(problem)] as JSONValue).serialized().utf8 }
        }
    }

    /// Writes what `body` makes of the lines, which it gets part by part.
    ///
    /// - Throws: A `ToolError` when no line could be used, and what reading and writing throw.
    func run(_ body: @Sendable (Part, inout Output) -> Void) throws {
        var failures = LineFailures(console: console)
        try StandardOutput.writing { output in
            while case let block = try lines.block(byteCount: Self.blockSize), block.count > 0 {
                let parts = block.parts(byteCount: max(1, Self.partSize / expansion))
                for start in stride(from: 0, to: parts.count, by: Self.groupSize) {
                    let group = parts[start...].prefix(Self.groupSize)
                    for result in results(of: block, Array(group), body) {
                        failures.succeed(result.doneCount)
                        for problem in result.problems { failures.report(problem) }
                        try output.write(result.bytes)
                    }
                }
            }
        }
        try failures.finish()
    }

    private func results(
        of block: LineBlock,
        _ parts: [Range<Int>],
        _ body: @Sendable (Part, inout Output) -> Void
    ) -> [Output] {
        concurrentMap(parts.count, threadCount: threadCount) { [isJSON] index in
            var output = Output(isJSON: isJSON)
            body(Part(block: block, places: parts[index]), &output)
            return output
        }
    }
}
