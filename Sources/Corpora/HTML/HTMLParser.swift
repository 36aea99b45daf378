import Markup
import UnicodeText

/// The paragraphs of the main text of a page of HTML.
struct HTMLParser: RecordParser {
    private let factory: RecordFactory
    private var blocks: ArraySlice<HTMLPage.Block>
    private let title: String?
    private let includesHeadings: Bool
    let root: (line: Int, column: Int)? = (1, 1)
    private(set) var notes: [String] = []

    /// How large a page may be; the whole of it is needed to tell its main text.
    static let maximumBytes = 32 << 20

    /// Reads a page whole and finds its main text.
    ///
    /// - Throws: A ``CorpusError`` when the page is too large, or nested too deep.
    init(_ stream: ByteStream, options: CorpusOptions) throws {
        factory = RecordFactory(stream, maximumBytes: options.maximumRecordBytes)
        includesHeadings = options.includesHeadings
        var bytes = try Self.bytes(stream)
        if let fault = UTF8Validation.firstInvalidOffset(in: bytes) {
            notes = [Self.note(on: bytes, wrongFrom: fault)]
            bytes = Array(String(decoding: bytes, as: UTF8.self).utf8)
        }
        do {
            var page = HTMLPage()
            try page.read(MarkupReader(source: stream.name, htmlPage: bytes))
            blocks = MainText(page).blocks[...]
            title = page.title
        } catch let error as MarkupError {
            throw CorpusError(error, in: stream)
        }
    }

    mutating func next() throws -> CorpusItem? {
        while let block = blocks.popFirst() {
            if block.kind == .heading, !includesHeadings { continue }
            return factory.item(Passage(text: block.text, identifier: title, line: block.line))
        }
        return nil
    }

    private static func bytes(_ stream: ByteStream) throws -> [UInt8] {
        var page: [UInt8] = []
        while let chunk = try stream.next() {
            page += chunk
            guard page.count <= maximumBytes else {
                let end = place(after: page[...])
                throw CorpusError(
                    kind: .refused,
                    source: stream.name,
                    line: end.line,
                    column: end.column,
                    message: "the page is larger than 32 MiB, which pages of text are not"
                )
            }
        }
        return page
    }

    /// How many bytes are wrong, and where the first of them is.
    private static func note(on page: [UInt8], wrongFrom first: Int) -> String {
        let (line, column) = place(after: page[..<first])
        let count = max(1, UTF8Validation.sequenceCounts(in: page).wrong)
        let bytes = count == 1 ? "1 byte is" : "\(count) bytes are"
        return
            "\(bytes) wrong, the first at \(line):\(column); U+FFFD stands there; if the page is "
            + "in another encoding, name it with --encoding"
    }

    /// The line and the column of what follows the beginning of a page.
    private static func place(after beginning: ArraySlice<UInt8>) -> (line: Int, column: Int) {
        let line = 1 + beginning.count { $0 == 0x0A }
        return (line, beginning.count - (beginning.lastIndex(of: 0x0A) ?? -1))
    }
}
