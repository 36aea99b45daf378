/// Bytes spelled in the 64 characters of RFC 4648, section 4.
package enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// The value of each byte as a digit, -1 for none.
    private static let values: [Int8] = {
        var values = Array(repeating: Int8(-1), count: 256)
        for (value, byte) in alphabet.enumerated() { values[Int(byte)] = Int8(value) }
        return values
    }()

    /// The spelling of bytes, with padding.
    package static func encode(_ bytes: some Collection<UInt8>) -> String {
        var result: [UInt8] = []
        var rest = Array(bytes)[...]
        while let first = rest.popFirst() {
            let (second, third) = (rest.popFirst(), rest.popFirst())
            let word = UInt32(first) << 16 | UInt32(second ?? 0) << 8 | UInt32(third ?? 0)
            result.append(alphabet[Int(word >> 18)])
            result.append(alphabet[Int(word >> 12 & 63)])
            result.append(second == nil ? UInt8(ascii: "=") : alphabet[Int(word >> 6 & 63)])
            result.append(third == nil ? UInt8(ascii: "=") : alphabet[Int(word & 63)])
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The bytes that are spelled, or nil when the text is not Base64 with padding.
    package static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        let digits = text.prefix { $0 != UInt8(ascii: "=") }
        let padding = text.dropFirst(digits.count)
        guard padding.count <= 2, padding.allSatisfy({ $0 == UInt8(ascii: "=") }) else {
            return nil
        }
        var result: [UInt8] = []
        result.reserveCapacity(digits.count * 3 / 4)
        var (word, bits) = (UInt32(0), 0)
        for digit in digits {
            guard values[Int(digit)] >= 0 else { return nil }
            word = word << 6 | UInt32(values[Int(digit)])
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
            }
        }
        return word & (1 << UInt32(bits) - 1) == 0 ? result : nil
    }
}
