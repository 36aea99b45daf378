internal import UnicodeText

/// SentencePiece's compiled rules of normalisation: which text is written for which.
///
/// The longest rule that fits counts, and what no rule fits stays as it is. The bytes are the
/// length of a double array in four bytes, the double array of the rules' left sides, and their
/// right sides, each ended by a zero. Numbers are little-endian.
///
/// A unit of the double array holds, from the lowest bit: the label (8 bits), whether a rule ends
/// here (1), whether the offset is 256 times as large (1), and the offset to the children (22).
/// Every step is checked against the array, so damaged rules change text wrongly at worst.
struct NormalizationRules: Hashable, Sendable {
    private let units: [UInt32]
    private let targets: [UInt8]

    /// Whether a byte stays as it is when an ASCII byte or the end follows: letters and signs do,
    /// although marks after them may compose with them.
    private let isPlain: [Bool]

    /// Rules that change nothing.
    static let none = NormalizationRules(units: [], targets: [])

    /// What is wrong with rules.
    struct Fault: Error, Hashable { var problem: String }

    /// Reads compiled rules.
    init(_ bytes: [UInt8]) throws(Fault) {
        if bytes.isEmpty {
            self = .none
            return
        }
        guard bytes.count > 4 else { throw Fault(problem: "the rules are cut short") }
        let size = Int(Self.number(bytes, at: 0))
        guard size < bytes.count - 3, size % 4 == 0, size > 0 else {
            throw Fault(
                problem: "the table of rules is said to have \(size) bytes of \(bytes.count)"
            )
        }
        self.init(
            units: stride(from: 4, to: 4 + size, by: 4).map { Self.number(bytes, at: $0) },
            targets: Array(bytes[(4 + size)...])
        )
    }

    private init(units: [UInt32], targets: [UInt8]) {
        self.units = units
        self.targets = targets
        isPlain =
            units.isEmpty
            ? (0..<256).map { $0 < 0x80 }
            : (0..<256).map { $0 < 0x80 && Self.isPlain(UInt8($0), units) }
    }

    private static func number(_ bytes: [UInt8], at offset: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
    }

    private static func isPlain(_ byte: UInt8, _ units: [UInt32]) -> Bool {
        units.withUnsafeBufferPointer { units in
            var walk = Walk(units)
            guard walk.step(byte) else { return true }
            if walk.value != nil { return false }
            return (0..<0x80).allSatisfy { next in
                var walk = walk
                return !walk.step(UInt8(next))
            }
        }
    }

    /// Whether there is no rule.
    var isEmpty: Bool { units.isEmpty }

    /// A walk down the double array.
    private struct Walk {
        private let units: UnsafeBufferPointer<UInt32>
        private var place: Int
        private var unit: UInt32

        init(_ units: UnsafeBufferPointer<UInt32>) {
            self.units = units
            unit = units[0]
            place = Self.offset(unit)
        }

        /// Goes to the child of a byte; whether there is one.
        mutating func step(_ byte: UInt8) -> Bool {
            let next = place ^ Int(byte)
            guard next < units.count else { return false }
            unit = units[next]
            guard unit & 0x8000_00FF == UInt32(byte) else { return false }
            place = next ^ Self.offset(unit)
            return true
        }

        /// Where the right side of the rule that ends here starts, or nil.
        var value: Int? {
            guard unit >> 8 & 1 == 1, place < units.count else { return nil }
            return Int(units[place] & 0x7FFF_FFFF)
        }

        private static func offset(_ unit: UInt32) -> Int {
            Int(unit >> 10) << Int((unit & 0x200) >> 6)
        }
    }

    /// The longest rule for the text from `start` on: how many bytes it is for, and where what is
    /// written for them lies in the right sides.
    private func rule(
        _ text: UnsafeBufferPointer<UInt8>,
        _ start: Int
    ) -> (length: Int, target: Int)? {
        units.withUnsafeBufferPointer { units in
            var walk = Walk(units)
            var found: (length: Int, target: Int)?
            var end = start
            while end < text.count, walk.step(text[end]) {
                end += 1
                if let target = walk.value, target < targets.count {
                    found = (end - start, target)
                }
            }
            return found
        }
    }

    /// How many bytes from `start` on are one unit of normalisation, and what is written for them;
    /// nil where that is the same.
    @inline(__always)
    func prefix(
        of text: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> (length: Int, replacement: ArraySlice<UInt8>?) {
        let isFollowedByASCII = start + 1 == text.count || text[start + 1] < 0x80
        if isFollowedByASCII, isPlain[Int(text[start])] { return (1, nil) }
        return slowPrefix(of: text, at: start)
    }

    private func slowPrefix(
        of text: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> (length: Int, replacement: ArraySlice<UInt8>?) {
        if !isEmpty, let rule = rule(text, start) {
            return (rule.length, target(rule.target))
        }
        let length = UTF8Validation.sequenceLength(in: text, at: start)
        if length == 0 { return (1, Self.replacementCharacter[...]) }
        return (length, nil)
    }

    /// What a rule writes.
    private func target(_ start: Int) -> ArraySlice<UInt8> {
        let rest = targets[start...]
        return rest[..<(rest.firstIndex(of: 0) ?? rest.endIndex)]
    }

    /// U+FFFD in UTF-8.
    static let replacementCharacter: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// What the shortest rule for the start of a text writes, or nil; Hugging Face's
    /// `Precompiled` takes that one for whole grapheme clusters.
    func shortestRule(_ text: UnsafeBufferPointer<UInt8>) -> ArraySlice<UInt8>? {
        if isEmpty { return nil }
        return units.withUnsafeBufferPointer { units in
            var walk = Walk(units)
            for byte in text {
                if !walk.step(byte) { return nil }
                if let target = walk.value, target < targets.count { return self.target(target) }
            }
            return nil
        }
    }
}
