import Markup

/// The paragraphs of the main text of a page of HTML.
struct HTMLParser: RecordParser {
    private let factory: RecordFactory
    private var passages: ArraySlice<Passage>
    private(set) var notes: [String] = []

    /// How large a page may be; the whole of it is needed to tell its main text.
    static let maximumBytes = 64 << 20

    /// Reads a page whole and finds its main text.
    ///
    /// - Throws: A ``CorpusError`` when the page is too large, or nested too deep.
    init(_ stream: ByteStream, options: CorpusOptions) throws {
        factory = RecordFactory(stream, maximumBytes: options.maximumRecordBytes)
        let page = try Self.page(stream)
        let wrongCount = page.count { $0 == 0xFF }
        if wrongCount > 0 {
            notes = ["\(wrongCount) bytes of the page are wrong; U+FFFD stands for each"]
        }
        do {
            let reader = MarkupReader(source: stream.name, htmlPage: Self.repaired(page))
            var page = HTMLPage()
            try page.read(reader)
            let blocks = MainText(page).blocks
            passages =
                blocks.compactMap { block in
                    if block.kind == .heading, !options.includesHeadings { return nil }
                    return Passage(text: block.text, identifier: page.title, line: block.line)
                }[...]
        } catch let error as MarkupError {
            throw CorpusError(error, in: stream)
        }
    }

    mutating func next() throws -> CorpusItem? {
        passages.popFirst().map(factory.item)
    }

    private static func page(_ stream: ByteStream) throws -> [UInt8] {
        var page: [UInt8] = []
        while let chunk = try stream.next() {
            page += chunk
            guard page.count <= maximumBytes else {
                throw CorpusError(
                    kind: .refused,
                    source: stream.name,
                    message: "the page is larger than 64 MiB, which pages of text are not"
                )
            }
        }
        return page
    }

    /// The page in well-formed UTF-8.
    private static func repaired(_ page: [UInt8]) -> [UInt8] {
        Array(String(decoding: page, as: UTF8.self).utf8)
    }
}
