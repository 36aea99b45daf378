/// A paragraph gathered from wikitext, in which the gaps that removed markup leaves are closed.
///
/// Where a template vanished from "Rome ({{lang-la|...}}; 753) , the city", what remains reads
/// "Rome (753), the city".
struct ProseText {
    private var bytes: [UInt8] = []
    private var hasPendingSpace = false
    private var hasSpacedStop = false

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

    /// Puts a mark behind a number whose power comes next.
    mutating func startRaised(before text: UnsafeBufferPointer<UInt8>) {
        let endsInDigit = !hasPendingSpace && bytes.last?.isDigit == true
        if endsInDigit, Powers.isNumber(text) { bytes.append(Powers.mark) }
    }

    /// Adds the bytes from an index that need no care, of which there is at least one.
    ///
    /// - Returns: The index of the first byte that does.
    mutating func appendRun(
        of text: UnsafeBufferPointer<UInt8>,
        from start: Int,
        to end: Int
    ) -> Int {
        let stop = ByteScan.endOfProse(text, from: start, to: end)
        settleSpace(before: text[start])
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<stop]))
        return stop
    }

    /// Adds text in UTF-8 in which nothing is markup.
    mutating func append(verbatim text: UnsafeBufferPointer<UInt8>) {
        if text.contains(where: { $0 == 0xC2 || $0 == 0xE2 }) {
            for scalar in String(decoding: text, as: UTF8.self).unicodeScalars { append(scalar) }
        } else {
            appendRuns(of: text)
        }
    }

    private mutating func appendRuns(of text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < text.count {
            if PlainRun.isPlain(text[index]) {
                index = appendRun(of: text, from: index, to: text.count)
            } else {
                append(text[index])
                index += 1
            }
        }
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0xA0, 0x2002...0x200A, 0x202F: hasPendingSpace = true
        case 0xAD, 0x200B...0x200F, 0xFEFF: break
        default: for byte in scalar.utf8 { append(byte) }
        }
    }

    /// Hands on the paragraphs, without empty ones, and begins a new text.
    mutating func take(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        endParagraph()
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                let feed = hasInnerLineFeed ? bytes[start...].firstIndex(of: 0x0A) : nil
                let end = feed ?? bytes.count - 1
                let paragraph = UnsafeBufferPointer(rebasing: bytes[start..<end])
                start += paragraph.count + 1
                if hasSpacedStop {
                    Self.closingUpStops(paragraph).withUnsafeBufferPointer(body)
                } else {
                    body(paragraph)
                }
            }
        }
        clear()
    }

    /// Begins a new text.
    mutating func clear() {
        if !bytes.isEmpty { bytes.removeAll(keepingCapacity: true) }
        (hasPendingSpace, hasSpacedStop, lineFeedCount) = (false, false, 0)
    }

    /// Takes back a hyphen that was added last.
    mutating func removeHyphen() {
        guard !hasPendingSpace, bytes.last == UInt8(ascii: "-") else { return }
        bytes.removeLast()
        if bytes.last == 0x20 {
            bytes.removeLast()
            hasPendingSpace = true
        }
    }

    private var lineFeedCount = 0
    private var hasInnerLineFeed: Bool { lineFeedCount > 1 }

    /// Removes the space, and a comma, before a full stop that ends a word: that of " .5" stays.
    private static func closingUpStops(_ paragraph: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(paragraph.count)
        for (index, byte) in zip(paragraph.indices, paragraph) {
            let next = index + 1 < paragraph.endIndex ? paragraph[index + 1] : 0x20
            if byte == UInt8(ascii: "."), next == 0x20, result.last == 0x20 {
                result.removeLast()
                if result.last == UInt8(ascii: ",") { result.removeLast() }
            }
            result.append(byte)
        }
        return result
    }

    private mutating func endParagraph() {
        hasPendingSpace = false
        guard !bytes.isEmpty, bytes.last != 0x0A else { return }
        bytes.append(0x0A)
        lineFeedCount += 1
    }

    private mutating func appendVisible(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: ")"): closeParenthesis()
        case UInt8(ascii: "]"): closeBracket()
        case UInt8(ascii: ","), UInt8(ascii: ";"): appendComma(byte)
        default: settle(byte)
        }
    }

    private mutating func settle(_ byte: UInt8) {
        settleSpace(before: byte)
        bytes.append(byte)
    }

    private mutating func settleSpace(before byte: UInt8) {
        guard hasPendingSpace else { return }
        hasPendingSpace = false
        guard let last = bytes.last, last != 0x0A, last != UInt8(ascii: "(") else { return }
        bytes.append(0x20)
        if byte == UInt8(ascii: ".") { hasSpacedStop = true }
    }

    private mutating func closeParenthesis() {
        hasPendingSpace = false
        while let last = bytes.last, last == 0x20 || last == 0x2C || last == 0x3B {
            bytes.removeLast()
        }
        if bytes.last == UInt8(ascii: "(") {
            bytes.removeLast()
            if bytes.last == 0x20 { bytes.removeLast() }
            hasPendingSpace = true
        } else {
            bytes.append(UInt8(ascii: ")"))
        }
    }

    /// Brackets between words around nothing lost it, as those of `[{{IPA|x}}]`; `call[]` is written so.
    private mutating func closeBracket() {
        let before = bytes.dropLast().last ?? 0x0A
        let standsApart = before == 0x20 || before == 0x0A || before == UInt8(ascii: "(")
        guard bytes.last == UInt8(ascii: "["), standsApart else {
            return settle(UInt8(ascii: "]"))
        }
        bytes.removeLast()
        if bytes.last == 0x20 { bytes.removeLast() }
        hasPendingSpace = true
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

/// The bytes of wikitext that stand for themselves.
enum PlainRun {
    /// Whether a byte is never markup, white space, or a mark that closes gaps.
    static func isPlain(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return byte != 0xC2 && byte != 0xE2 }
        let set = byte < 0x40 ? marked : markedAbove
        return set >> UInt64(byte & 0x3F) & 1 == 0
    }

    /// The set of the control characters, the space and `&'(),;<`, by their numbers.
    private static var marked: UInt64 {
        0x1_FFFF_FFFF | 1 << 0x26 | 1 << 0x27 | 1 << 0x28 | 1 << 0x29 | 1 << 0x2C | 1 << 0x3B
            | 1 << 0x3C
    }

    /// The set of `[]_{}`, by their numbers less 0x40.
    private static var markedAbove: UInt64 {
        1 << 0x1B | 1 << 0x1D | 1 << 0x1F | 1 << 0x3B | 1 << 0x3D
    }
}
