/// Why a string is not SMILES that SELFIES can express, or not SELFIES.
///
///     SMILES: the bond is not followed by an atom (column 4)
///         CCC=
///            ^
public struct SELFIESError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The two notations.
    public enum Notation: String, Hashable, Sendable {
        /// The string was to be read as SMILES.
        case smiles = "SMILES"

        /// The string was to be read as SELFIES.
        case selfies = "SELFIES"
    }

    /// How the string was to be read.
    public let notation: Notation

    /// The string.
    public let text: String

    /// What is wrong with it, and what to do where something can be done.
    public let reason: String

    /// The place of the fault, in bytes of UTF-8 from 1; nil when it is not in one place.
    public let column: Int?

    init(_ fault: NotationFault, in bytes: UnsafeBufferPointer<UInt8>, notation: Notation) {
        self.notation = notation
        text = String(decoding: bytes, as: UTF8.self)
        reason = fault.reason
        column = fault.offset.map { $0 + 1 }
    }

    /// The reason, the column, and the string with a caret under the fault.
    public var description: String {
        guard let column else { return "\(notation.rawValue): \(reason)" }
        let bytes = Array(text.utf8)
        let start = max(0, min(column - 1 - Self.width / 2, bytes.count - Self.width))
        let shown = bytes[start..<min(bytes.count, start + Self.width)]
            .map { 0x20...0x7E ~= $0 ? $0 : UInt8(ascii: "?") }
        let prefix = start > 0 ? "..." : ""
        let suffix = start + shown.count < bytes.count ? "..." : ""
        let caret = String(repeating: " ", count: prefix.count + column - 1 - start) + "^"
        return """
            \(notation.rawValue): \(reason) (column \(column))
                \(prefix)\(String(decoding: shown, as: UTF8.self))\(suffix)
                \(caret)
            """
    }

    private static let width = 72
}

/// A fault at a byte of a string, before it is said which string.
struct NotationFault: Error {
    var reason: String
    var offset: Int?

    init(_ reason: String, at offset: Int? = nil) {
        self.reason = reason
        self.offset = offset
    }
}
