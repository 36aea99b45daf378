import UnicodeText

/// A stream of bytes of another encoding, converted to UTF-8 chunk by chunk.
///
/// In the place of wrong bytes stands 0xFF, which no text in UTF-8 has, so that the record or the document
/// around it is found to be wrong; what was wrong there is remembered.
final class Decoding {
    private let charset: Charset
    private let decoder: CharsetDecoder
    private let read: () throws -> [UInt8]?
    private var decodedCount: Int
    private let precedingCount: Int
    private var isAtEnd = false
    private var wrong: [(position: Int, source: Int)] = []
    private static let rememberedCount = 1000

    /// - Parameters:
    ///   - charset: The encoding of the bytes.
    ///   - precedingCount: The bytes of the stream before them, which were passed on as they are.
    ///   - read: Returns the next bytes, nil at the end.
    init(
        _ charset: Charset,
        after precedingCount: Int = 0,
        read: @escaping () throws -> [UInt8]?
    ) {
        self.charset = charset
        self.precedingCount = precedingCount
        decodedCount = precedingCount
        self.read = read
        decoder = CharsetDecoder(charset)
    }

    /// The next bytes in UTF-8, or nil at the end.
    func next() throws -> [UInt8]? {
        guard !isAtEnd else { return nil }
        let chunk = try read()
        isAtEnd = chunk == nil
        let text = decoder.decodeMarking(chunk ?? [], isLast: isAtEnd)
        wrong += text.wrong.map { (decodedCount + $0.position, precedingCount + $0.source) }
        if wrong.count > Self.rememberedCount { wrong.removeFirst(wrong.count - 1000) }
        decodedCount += text.bytes.count
        return text.bytes
    }

    /// What was wrong at a place of the text, given to within a few bytes.
    func fault(near offset: Int) -> String? {
        let place = wrong.first { abs($0.position - offset) < 4 }
        return place.map {
            "invalid \(charset) at byte offset \($0.source); name the encoding with --encoding"
        }
    }
}
