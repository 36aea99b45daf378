import ArgumentParser
import Tokenization

/// What `vocab encode` prints and `vocab decode` reads.
enum TokenNotation: String, CaseIterable, ExpressibleByArgument {
    /// Numbers, separated by spaces.
    case ids
    /// The tokens themselves, separated by spaces; a space inside a token is written `\u{2581}`.
    case tokens
}

/// Writes tokens in a notation.
struct TokenWriter {
    /// The tokens as they are written, one after the other, and where each ends; none for numbers.
    private var text: [UInt8] = []
    private var ends: [Int] = []

    init(_ notation: TokenNotation, of tokens: TokenNumbering) {
        if notation == .ids { return }
        for id in 0..<TokenID(tokens.count) {
            for byte in tokens.token(id).utf8 {
                if byte == 0x20 { text += "\u{2581}".utf8 } else { text.append(byte) }
            }
            ends.append(text.count)
        }
    }

    /// Appends tokens with spaces between them.
    func append(_ ids: [TokenID], to line: inout [UInt8]) {
        if ends.isEmpty { return Self.append(numbers: ids, to: &line) }
        for (index, id) in ids.enumerated() {
            if index > 0 { line.append(0x20) }
            let start = id > 0 ? ends[Int(id) - 1] : 0
            line += text[start..<ends[Int(id)]]
        }
    }

    /// The most bytes of a number and the space behind it.
    private static let numberLimit = "\(TokenID.max) ".utf8.count

    private static func append(numbers: [TokenID], to line: inout [UInt8]) {
        let capacity = numbers.count * numberLimit
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { text in
            var end = 0
            for number in numbers {
                if end > 0 {
                    text[end] = 0x20
                    end += 1
                }
                end = text.write(number, at: end)
            }
            line.append(contentsOf: UnsafeBufferPointer(rebasing: text[..<end]))
        }
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// Writes a number that is not negative, and returns where it ends.
    fileprivate func write(_ number: TokenID, at start: Int) -> Int {
        var (length, limit) = (1, 10)
        while number >= limit { (length, limit) = (length + 1, limit * 10) }
        var rest = UInt32(bitPattern: number)
        for place in (start..<start + length).reversed() {
            let tens = rest / 10
            self[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest - tens * 10)
            rest = tens
        }
        return start + length
    }
}
