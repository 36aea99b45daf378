/// Texts that a thread takes at once.
protocol TextChunk: Sendable {
    /// Calls `body` with the bytes of each text.
    func forEachText(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws
}

/// Copies of texts side by side, so that no thread frees what another has made, text by text.
struct TextCopies: TextChunk {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// How many bytes are a chunk.
    static let size = 1 << 18

    /// Whether it is time to hand it on.
    var isFull: Bool { bytes.count >= Self.size }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        if bytes.isEmpty { bytes.reserveCapacity(Self.size + text.count) }
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
    }

    func forEachText(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        try bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for end in ends {
                try body(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                start = end
            }
        }
    }
}

extension ArraySlice<String>: TextChunk {
    func forEachText(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        for var text in self { try text.withUTF8(body) }
    }
}
