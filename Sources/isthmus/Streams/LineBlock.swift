/// A line of the input of a command, as the bytes of its text in UTF-8, which are valid only while it is
/// handed on.
struct LineText {
    /// The number of the line, from 1.
    let number: Int

    /// The text: empty for a blank line.
    let bytes: UnsafeBufferPointer<UInt8>

    /// The text.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Lines of the input of a command, side by side in memory.
struct LineBlock: Sendable {
    /// The number of the first line, from 1.
    let firstNumber: Int

    /// The texts, one after the other, and where each ends.
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// Why lines cannot be read, by their places among the lines.
    private var problems: [Int: String] = [:]

    /// No lines, the first of which will have a number.
    init(firstNumber: Int) { self.firstNumber = firstNumber }

    /// How many lines there are.
    var count: Int { ends.count }

    /// About how much memory they take.
    private(set) var byteCount = 0

    /// Adds a line with its text.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
        byteCount += text.count + MemoryLayout<Int>.size
    }

    /// Adds blank lines.
    mutating func appendBlank(_ count: Int) {
        ends.append(contentsOf: repeatElement(bytes.count, count: count))
        byteCount += count * MemoryLayout<Int>.size
    }

    /// Adds a line that cannot be read.
    mutating func append(problem: String) {
        problems[ends.count] = problem
        ends.append(bytes.count)
        byteCount += problem.utf8.count + MemoryLayout<Int>.size
    }

    /// The line at a place.
    subscript(place: Int) -> InputLine {
        let problem = problems[place]
        let range = (place > 0 ? ends[place - 1] : 0)..<ends[place]
        return InputLine(
            number: firstNumber + place,
            text: problem == nil ? String(decoding: bytes[range], as: UTF8.self) : nil,
            problem: problem
        )
    }

    /// The places of the lines, some bytes at a time.
    func parts(byteCount: Int) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var (first, start) = (0, 0)
        for (place, end) in ends.enumerated() where end - start >= byteCount {
            parts.append(first..<place + 1)
            (first, start) = (place + 1, end)
        }
        return first < count ? parts + [first..<count] : parts
    }

    /// Calls `body` with the lines at some places, each its text or why it cannot be read.
    func forEach(in places: Range<Int>, _ body: (Result<LineText, UnreadableLine>) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            var start = places.lowerBound > 0 ? ends[places.lowerBound - 1] : 0
            for place in places {
                let text = UnsafeBufferPointer(rebasing: bytes[start..<ends[place]])
                start = ends[place]
                if let problem = problems.isEmpty ? nil : problems[place] {
                    body(.failure(UnreadableLine(reason: problem)))
                } else {
                    body(.success(LineText(number: firstNumber + place, bytes: text)))
                }
            }
        }
    }
}

/// Why a line cannot be read, with its place.
struct UnreadableLine: Error {
    let reason: String
}
