/// A paragraph gathered from wikitext, in which the gaps that removed markup leaves are closed.
///
/// Where a template vanished from "Rome ({{lang-la|...}}; 753) , the city", what remains reads
/// "Rome (753), the city".
struct ProseText {
    private var bytes: [UInt8] = []
    private var hasPendingSpace = false

    /// Whether nothing but white space was added.
    var isBlank: Bool { bytes.isEmpty }

    /// Adds a byte; a line feed ends a paragraph.
    mutating func append(_ byte: UInt8) {
        switch byte {
        case 0x0A: endParagraph()
        case 0x20, 0x09, 0x0D: hasPendingSpace = true
        default: appendVisible(byte)
        }
    }

    mutating func append(_ text: some StringProtocol) {
        for byte in text.utf8 { append(byte) }
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0xA0, 0x2002...0x200A, 0x202F: hasPendingSpace = true
        case 0xAD, 0x200B...0x200F, 0xFEFF: break
        default: for byte in String(scalar).utf8 { append(byte) }
        }
    }

    /// The paragraphs, without empty ones, and the beginning of a new text.
    mutating func take() -> [String] {
        endParagraph()
        defer { self = ProseText() }
        return bytes.split(separator: 0x0A).map { paragraph in
            String(decoding: Self.closingUpStops(paragraph), as: UTF8.self)
        }
    }

    /// Removes the space before a full stop that ends a word: that of " .5" stays.
    private static func closingUpStops(_ paragraph: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(paragraph.count)
        for (index, byte) in zip(paragraph.indices, paragraph) {
            let next = index + 1 < paragraph.endIndex ? paragraph[index + 1] : 0x20
            if byte == UInt8(ascii: "."), next == 0x20, result.last == 0x20 { result.removeLast() }
            result.append(byte)
        }
        return result
    }

    private mutating func endParagraph() {
        hasPendingSpace = false
        if !bytes.isEmpty, bytes.last != 0x0A { bytes.append(0x0A) }
    }

    private mutating func appendVisible(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: ")"): closeParenthesis()
        case UInt8(ascii: ","), UInt8(ascii: ";"): appendComma(byte)
        default: settle(byte)
        }
    }

    private mutating func settle(_ byte: UInt8) {
        let isInside = bytes.last != 0x0A && !bytes.isEmpty && bytes.last != UInt8(ascii: "(")
        if hasPendingSpace, isInside { bytes.append(0x20) }
        hasPendingSpace = false
        bytes.append(byte)
    }

    private mutating func closeParenthesis() {
        hasPendingSpace = false
        while let last = bytes.last, [0x20, 0x2C, 0x3B].contains(last) { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "(") {
            bytes.removeLast()
            if bytes.last == 0x20 { bytes.removeLast() }
            hasPendingSpace = true
        } else {
            bytes.append(UInt8(ascii: ")"))
        }
    }

    /// A comma that follows nothing, or another comma, is one that lost its words.
    private mutating func appendComma(_ byte: UInt8) {
        guard let last = bytes.last, last != 0x0A, last != 0x28, last != 0x2C else {
            hasPendingSpace = false
            return
        }
        if byte == 0x2C || last != 0x3B {
            hasPendingSpace = false
            if last == 0x3B { bytes.removeLast() }
            bytes.append(byte)
        }
    }
}
