import UnicodeText

/// Finds the encoding of a file: by its byte order mark, by what the user or the file itself says, or
/// by the file's bytes.
enum EncodingRecognition {
    /// How much is looked at to detect an encoding.
    private static let sampleSize = 1 << 18

    /// Wrong bytes that a file in UTF-8 may have before it is taken for one in another encoding; where
    /// nothing else shows that it is in UTF-8, two in words are enough.
    private static let evidenceCount = 4

    /// Sequences of several bytes, all of them right, that show a text to be UTF-8 whatever it says.
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
        } else if let label = DeclaredEncoding(of: beginning, isPage: isPage(stream, options)) {
            try decode(stream, as: label)
        } else {
            try detect(stream)
        }
    }

    private static func isPage(_ stream: ByteStream, _ options: CorpusOptions) -> Bool {
        options.format == .html || FormatRecognition.hasExtensionOfPages(stream.name)
    }

    private static func decode(_ stream: ByteStream, as label: DeclaredEncoding) throws {
        let declared = try charset(of: label, stream)
        guard let kind = label.fallibleName else { return try stream.decode(declared) }
        if declared == .utf8 { return try decodeUnlessForeign(stream, kind, label) }
        guard try isClearlyUTF8(stream) else { return try stream.decode(declared) }
        let note =
            "the \(kind) says that it is in '\(label.name)', but is UTF-8, and was read as such; "
            + "if it is not, name its encoding with --encoding"
        try stream.decode(.utf8, note: note)
    }

    /// Reads a page or a catalogue as the UTF-8 that it says it is in, unless hardly anything beyond ASCII
    /// is that.
    private static func decodeUnlessForeign(
        _ stream: ByteStream,
        _ kind: String,
        _ label: DeclaredEncoding
    ) throws {
        let sample = try stream.peek(sampleSize)
        let counts = UTF8Validation.sequenceCounts(in: sample)
        let charset = isForeign(counts) ? Charset.detect(sample).charset : .utf8
        guard charset != .utf8 else { return try stream.decode(.utf8) }
        let note =
            "the \(kind) says that it is in '\(label.name)', but is not; " + note(on: charset)
        try stream.decode(charset, note: note)
    }

    /// Looks at the whole text where its beginning is all ASCII, as the scripts of one may be.
    private static func isClearlyUTF8(_ stream: ByteStream) throws -> Bool {
        var bytes = try stream.peek(sampleSize)
        if UTF8Validation.isASCII(bytes) { bytes = try stream.peek(HTMLParser.maximumBytes) }
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
        let beginning = try stream.peek()
        guard beginning.contains(0), let wide = Charset.detectWide(beginning) else {
            return stream.decodeUndeclared()
        }
        try stream.decode(wide, note: note(on: wide))
    }

    /// What the user is told about an encoding that was detected.
    static func note(on charset: Charset) -> String {
        "the text was taken for \(charset); if it is not, name its encoding with --encoding"
    }

    /// The encoding of a text by a sample of it, or nil where that has too little beyond ASCII to tell.
    ///
    /// A text in UTF-8 may have a few wrong bytes.
    static func charset(of sample: [UInt8]) -> Charset? {
        let counts = UTF8Validation.sequenceCounts(in: sample)
        let (wide, wrong) = counts
        if isForeign(counts) || CharsetEvidence.hasEscapes(sample) {
            return Charset.detect(sample).charset
        }
        if wide == 0, wrong > 1, hasForeignLetters(sample) { return Charset.detect(sample).charset }
        if wide >= evidenceCount { return .utf8 }
        guard UTF8Validation.isASCII(sample) else { return nil }
        let detected = Charset.detect(sample).charset
        return detected == .utf8 ? nil : detected
    }

    /// Whether more is wrong in a text than a text in UTF-8 may have.
    private static func isForeign(_ counts: (wide: Int, wrong: Int)) -> Bool {
        counts.wrong >= evidenceCount && counts.wrong * 4 > counts.wide
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
}

extension UTF8Validation {
    /// The number of well-formed sequences of several bytes, and of bytes that belong to none; a
    /// sequence that the end cuts short is neither.
    static func sequenceCounts(in bytes: [UInt8]) -> (wide: Int, wrong: Int) {
        bytes.withUnsafeBufferPointer { bytes in
            var (wide, wrong, index) = (0, 0, 0)
            while true {
                index = asciiPrefix(of: bytes, from: index)
                guard index < bytes.count else { return (wide, wrong) }
                let length = sequenceLength(in: bytes, at: index)
                if length == 0, isCutShort(bytes[index...]) { return (wide, wrong) }
                if length == 0 { wrong += 1 } else { wide += 1 }
                index += max(1, length)
            }
        }
    }

    /// Whether a sequence may go on after the end of the bytes.
    private static func isCutShort(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let first = rest.first, rest.count < 4, 0xC2...0xF4 ~= first else { return false }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        return rest.count < length && rest.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
    }
}
