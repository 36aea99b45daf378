/// Spells strings in JSON.
enum JSONWriter {
    /// The text as a JSON string, in quotes.
    static func quoted(_ text: String) -> String {
        var result: [UInt8] = []
        append(quoted: text.utf8, to: &result)
        return String(decoding: result, as: UTF8.self)
    }

    /// Appends UTF-8 text as a JSON string, in quotes.
    static func append(quoted text: some Sequence<UInt8>, to result: inout [UInt8]) {
        result.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
            case ..<0x20:
                result += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: result.append(byte)
            }
        }
        result.append(UInt8(ascii: "\""))
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
