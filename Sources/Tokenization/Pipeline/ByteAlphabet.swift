internal import UnicodeText

/// The 256 characters that stand for bytes in the vocabularies of byte-level models.
///
/// Printable characters of Latin-1 stand for themselves; the other 68 bytes, in order, are the
/// characters from U+0100 on, so a space is `Ġ`. (Radford et al., "Language Models are
/// Unsupervised Multitask Learners", 2019, section 2.2, as released.)
public enum ByteAlphabet {
    /// The character of each byte.
    public static let scalars: [Unicode.Scalar] = (0...255).map { byte in
        Unicode.Scalar(codePoints[byte]) ?? "\u{FFFD}"
    }

    /// The code point of each byte.
    private static let codePoints: [UInt32] = {
        var next: UInt32 = 0x100
        return (0...255).map { (byte: UInt32) in
            if isPrintable(byte) { return byte }
            defer { next += 1 }
            return next
        }
    }()

    /// The byte of each of the first 324 code points, -1 for those that stand for none.
    private static let bytes: [Int16] = {
        var bytes = Array(repeating: Int16(-1), count: 324)
        for (byte, scalar) in codePoints.enumerated() { bytes[Int(scalar)] = Int16(byte) }
        return bytes
    }()

    private static func isPrintable(_ byte: UInt32) -> Bool {
        0x21...0x7E ~= byte || 0xA1...0xAC ~= byte || 0xAE...0xFF ~= byte
    }

    /// The byte a character stands for, or nil.
    public static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        guard scalar.value < bytes.count, bytes[Int(scalar.value)] >= 0 else { return nil }
        return UInt8(bytes[Int(scalar.value)])
    }

    /// The bytes that a token spells, or nil when one of its characters stands for none.
    public static func bytes(of token: String) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(token.utf8.count)
        var token = token
        return token.withUTF8({ append($0, to: &result) }) ? result : nil
    }

    /// Appends the bytes that a token in UTF-8 spells.
    ///
    /// - Returns: Whether all its characters stand for bytes; else nothing is appended.
    static func append(_ token: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) -> Bool {
        let start = result.count
        var index = 0
        while index < token.count {
            let (scalar, length) = Scalars.scalar(in: token, at: index)
            let byte = scalar < bytes.count ? bytes[Int(scalar)] : -1
            guard byte >= 0 else {
                result.removeLast(result.count - start)
                return false
            }
            result.append(UInt8(byte))
            index += length
        }
        return true
    }

    /// The spelling of bytes.
    public static func spelling(of bytes: some Sequence<UInt8>) -> String {
        var result = String.UnicodeScalarView()
        for byte in bytes { result.append(scalars[Int(byte)]) }
        return String(result)
    }
}
