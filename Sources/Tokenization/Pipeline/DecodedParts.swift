/// The texts of tokens side by side, as the steps of a pipeline's last stage change them.
struct DecodedParts {
    /// All texts, one after the other.
    private(set) var bytes: [UInt8] = []

    /// Where each text ends.
    private var ends: [Int] = []

    /// The number of texts.
    var count: Int { ends.count }

    /// Forgets the texts and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Adds the text that `body` appends.
    @inline(__always)
    mutating func add(_ body: (inout [UInt8]) -> Void) {
        body(&bytes)
        ends.append(bytes.count)
    }

    /// Calls `body` with the number of each text, and the text.
    @inline(__always)
    func forEach(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for (index, end) in ends.enumerated() {
                body(index, UnsafeBufferPointer(rebasing: bytes[start..<end]))
                start = end
            }
        }
    }
}
