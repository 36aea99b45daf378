internal import CICU

/// A character encoding that ICU converts, by its usual name.
public struct Charset: Hashable, Sendable, CustomStringConvertible {
    /// The name, as in MIME: "UTF-8", "windows-1252", "Shift_JIS".
    public let name: String

    /// The charset with a name or an alias, in any case, or nil when ICU knows none.
    public init?(named name: String) {
        guard let canonical = cicu_canonical_charset(name) else { return nil }
        self.name = String(cString: canonical)
    }

    init(known name: String) { self.name = name }

    /// UTF-8.
    public static let utf8 = Charset(known: "UTF-8")

    /// The name.
    public var description: String { name }

    /// The text that bytes of this charset spell, in UTF-8, without a byte order mark.
    ///
    /// - Throws: ``CharsetError``, at the first bytes that are not of the charset.
    public func decode(_ bytes: [UInt8]) throws(CharsetError) -> [UInt8] {
        let decoder = CharsetDecoder(self)
        return try decoder.decode(bytes, isLast: true)
    }

    /// The charset that a byte order mark at the start of bytes names, and the mark's length.
    public static func byteOrderMark(of bytes: [UInt8]) -> (charset: Charset, length: Int)? {
        let marks: [([UInt8], String)] = [
            ([0xEF, 0xBB, 0xBF], "UTF-8"), ([0xFF, 0xFE, 0, 0], "UTF-32LE"),
            ([0, 0, 0xFE, 0xFF], "UTF-32BE"), ([0xFF, 0xFE], "UTF-16LE"),
            ([0xFE, 0xFF], "UTF-16BE"),
        ]
        return marks.first { bytes.starts(with: $0.0) }
            .map { (Charset(known: $0.1), $0.0.count) }
    }
}

/// Bytes that are not of the charset they were said to be.
public struct CharsetError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The charset.
    public let charset: Charset

    /// Where the first such byte is, counted from the start of the text.
    public let offset: Int

    /// What is wrong and where, and what to do.
    public var description: String {
        "invalid \(charset) at byte \(offset): name the charset the text is in, or repair it"
    }
}

/// Converts a text to UTF-8 piece by piece; characters may be cut by the ends of pieces.
///
/// A decoder holds ICU's state, so it is neither copied nor used from two tasks at once.
public final class CharsetDecoder {
    /// The charset that is converted from.
    public let charset: Charset

    private let converter: OpaquePointer
    private var isAtStart = true

    /// Creates a decoder at the start of a text.
    public init(_ charset: Charset) {
        guard let converter = cicu_converter_open(charset.name) else {
            preconditionFailure("CharsetDecoder: ICU lacks \(charset)")
        }
        self.charset = charset
        self.converter = converter
    }

    deinit { cicu_converter_close(converter) }

    /// The next piece in UTF-8; a byte order mark at the start of the text is left out.
    ///
    /// - Parameters:
    ///   - bytes: The next bytes of the text.
    ///   - isLast: Whether the text ends with them; a character cut short is an error then.
    /// - Returns: What can be converted so far.
    /// - Throws: ``CharsetError``; the decoder is of no use after it.
    public func decode(_ bytes: [UInt8], isLast: Bool = false) throws(CharsetError) -> [UInt8] {
        var fault: Int64 = 0
        let result = bytes.withUnsafeBufferPointer {
            cicu_converter_feed(converter, $0.baseAddress, $0.count, isLast ? 1 : 0, &fault)
        }
        guard let result else { throw CharsetError(charset: charset, offset: Int(fault)) }
        defer { cicu_text_free(result) }
        let text = result.bytes
        guard isAtStart, !text.isEmpty else { return text }
        isAtStart = false
        return text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text.dropFirst(3)) : text
    }

    /// The next piece in UTF-8, in which a byte 0xFF stands for each of the wrong ones.
    ///
    /// - Parameters:
    ///   - bytes: The next bytes of the text.
    ///   - isLast: Whether the text ends with them; a character cut short is wrong then.
    /// - Returns: The text, and of the first hundred wrong places where they are in this piece's
    ///   text and in the bytes since the start.
    package func decodeMarking(_ bytes: [UInt8], isLast: Bool = false) -> MarkedText {
        var places = [CICUWrongBytes](repeating: CICUWrongBytes(), count: 100)
        var count = 0
        let result = bytes.withUnsafeBufferPointer { bytes in
            places.withUnsafeMutableBufferPointer { places in
                cicu_converter_feed_marking(
                    converter,
                    bytes.baseAddress,
                    bytes.count,
                    isLast ? 1 : 0,
                    places.baseAddress,
                    places.count,
                    &count
                )
            }
        }
        guard let result else { return MarkedText(bytes: [], wrong: []) }
        defer { cicu_text_free(result) }
        var marked = MarkedText(
            bytes: result.bytes,
            wrong: places.prefix(count).map { (position: Int($0.result), source: Int($0.source)) }
        )
        guard isAtStart, !marked.bytes.isEmpty else { return marked }
        isAtStart = false
        if marked.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { marked.dropFirst(3) }
        return marked
    }
}

/// Text in UTF-8 with a byte 0xFF for each place where the bytes that it came from were wrong.
package struct MarkedText {
    /// The text.
    package var bytes: [UInt8]

    /// Where wrong bytes are: in the text, and in what it came from.
    package var wrong: [(position: Int, source: Int)]

    fileprivate mutating func dropFirst(_ count: Int) {
        bytes.removeFirst(count)
        wrong = wrong.map { ($0.position - count, $0.source) }
    }
}
