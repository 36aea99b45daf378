import UnicodeText

/// Finds the encoding of a file: by its byte order mark, by what the user or the file itself says, or
/// by the file's bytes.
enum EncodingRecognition {
    /// How much is looked at to detect an encoding.
    private static let sampleSize = 1 << 18

    /// Wrong bytes that a file in UTF-8 may have before it is taken for one in another encoding; where
    /// nothing else shows that it is in UTF-8, two in words are enough.
    private static let evidenceCount = 4

    /// Sequences of several bytes, all of them right, that show a page to be UTF-8 whatever it says.
    private static let contradictionCount = 16

    /// Makes the stream one of UTF-8.
    ///
    /// - Throws: A ``CorpusError`` when the file says it is in an encoding that is not known.
    static func decode(_ stream: ByteStream, options: CorpusOptions) throws {
        let beginning = try stream.peek()
        if let mark = Charset.byteOrderMark(of: beginning) {
            try stream.decode(mark.charset)
        } else if let charset = options.encoding {
            try stream.decode(charset)
        } else if let label = DeclaredEncoding(of: beginning) {
            try decode(stream, as: label)
        } else {
            try detect(stream)
        }
    }

    private static func decode(_ stream: ByteStream, as label: DeclaredEncoding) throws {
        let declared = try charset(of: label, stream)
        guard label.isHTML, declared != .utf8, isClearlyUTF8(try stream.peek(sampleSize)) else {
            return try stream.decode(declared)
        }
        let note =
            "the page says that it is in '\(label.name)', but is UTF-8, and was read as such; "
            + "if it is not, name its encoding with --encoding"
        try stream.decode(.utf8, note: note)
    }

    private static func isClearlyUTF8(_ bytes: [UInt8]) -> Bool {
        let (wide, wrong) = UTF8Validation.sequenceCounts(in: bytes)
        return wrong == 0 && wide >= contradictionCount
    }

    private static func charset(of label: DeclaredEncoding, _ stream: ByteStream) throws -> Charset
    {
        if let charset = label.charset { return charset }
        throw CorpusError(
            kind: .unsupported,
            source: stream.name,
            line: 1,
            message: "the file says that it is in '\(label.name)', which is not known; "
                + "name its encoding with --encoding"
        )
    }

    private static func detect(_ stream: ByteStream) throws {
        let sample = try stream.peek(sampleSize)
        guard isForeign(sample) else { return try stream.decode(.utf8) }
        let (charset, _) = Charset.detect(sample)
        guard charset != .utf8 else { return try stream.decode(.utf8) }
        let note =
            "the text was taken for \(charset); if it is not, name its encoding with --encoding"
        try stream.decode(charset, note: note)
    }

    /// Whether bytes are not UTF-8, rather than UTF-8 with a few wrong ones.
    private static func isForeign(_ bytes: [UInt8]) -> Bool {
        if bytes.contains(0) || hasEscapes(bytes) { return true }
        let (wide, wrong) = UTF8Validation.sequenceCounts(in: bytes)
        if wide == 0, wrong > 1, wrong < evidenceCount { return hasForeignLetters(bytes) }
        return wrong >= evidenceCount && wrong * 4 > wide
    }

    /// Whether two or more of the bytes beyond ASCII stand beside a letter, as those of words do.
    private static func hasForeignLetters(_ bytes: [UInt8]) -> Bool {
        let count = bytes.indices.count { index in
            bytes[index] >= 0x80
                && ((index > 0 && bytes[index - 1].isLetter)
                    || (index + 1 < bytes.count && bytes[index + 1].isLetter))
        }
        return count > 1
    }

    /// Whether a text has the escape sequences of ISO 2022, or both of HZ's.
    private static func hasEscapes(_ bytes: [UInt8]) -> Bool {
        var (former, opensHZ): (UInt8, Bool) = (0, false)
        for byte in bytes {
            if former == 0x1B, byte == UInt8(ascii: "$") { return true }
            if former == UInt8(ascii: "~") {
                if opensHZ, byte == UInt8(ascii: "}") { return !hasHighBytes(bytes) }
                opensHZ = opensHZ || byte == UInt8(ascii: "{")
            }
            former = byte
        }
        return false
    }

    private static func hasHighBytes(_ bytes: [UInt8]) -> Bool { bytes.contains { $0 >= 0x80 } }
}

extension UTF8Validation {
    /// The number of well-formed sequences of several bytes, and of bytes that belong to none; a
    /// sequence that the end cuts short is neither.
    fileprivate static func sequenceCounts(in bytes: [UInt8]) -> (wide: Int, wrong: Int) {
        bytes.withUnsafeBufferPointer { bytes in
            var (wide, wrong, index) = (0, 0, 0)
            while true {
                index = asciiPrefix(of: bytes, from: index)
                guard index < bytes.count else { return (wide, wrong) }
                let length = sequenceLength(in: bytes, at: index)
                if length == 0, index + 4 > bytes.count { return (wide, wrong) }
                if length == 0 { wrong += 1 } else { wide += 1 }
                index += max(1, length)
            }
        }
    }
}
