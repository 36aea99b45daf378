/// How often each Unicode scalar occurs.
struct ScalarCounts: Sendable {
    /// The counts of 256 scalars each; empty where none occurred.
    private var pages: [[Int]] = Array(repeating: [], count: 0x110000 >> 8)

    /// Counts a scalar.
    mutating func add(_ scalar: Unicode.Scalar) {
        let page = Int(scalar.value >> 8)
        if pages[page].isEmpty { pages[page] = Array(repeating: 0, count: 256) }
        pages[page][Int(scalar.value & 0xFF)] += 1
    }

    /// The counts of those that occurred.
    var counts: [Unicode.Scalar: Int] {
        var result: [Unicode.Scalar: Int] = [:]
        for (number, page) in pages.enumerated() {
            for (low, count) in page.enumerated() where count > 0 {
                Unicode.Scalar(UInt32(number << 8 | low)).map { result[$0] = count }
            }
        }
        return result
    }
}
