import Corpora

extension String {
    /// The text with a space for each tab, line end and zero byte.
    var onOneLine: String {
        var text = self
        return text.withUTF8 { text in
            guard ByteScan.endOfLine(text, from: 0) < text.count else { return nil }
            var line: [UInt8] = []
            OneLine.append(text, to: &line)
            return String(decoding: line, as: UTF8.self)
        } ?? self
    }
}

/// Texts without tabs and line ends, which are control characters from tab to carriage return, U+0085,
/// U+2028 and U+2029; and without zero bytes, by which readers of text tell binary files.
enum OneLine {
    /// Adds a text in UTF-8 to a line, with a space for each tab, line end and zero byte.
    static func append(_ text: UnsafeBufferPointer<UInt8>, to line: inout [UInt8]) {
        var start = 0
        while true {
            let end = ByteScan.endOfLine(text, from: start)
            line.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
            if end == text.count { return }
            line.append(UInt8(ascii: " "))
            start = end + length(ofEndStartingWith: text[end])
        }
    }

    /// The length in bytes of a tab, line end or zero byte.
    private static func length(ofEndStartingWith byte: UInt8) -> Int {
        byte < 0x80 ? 1 : byte == 0xC2 ? 2 : 3
    }
}
