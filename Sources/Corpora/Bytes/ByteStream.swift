import DurableFiles
import UnicodeText

/// The bytes of a file after decompression, in chunks.
package final class ByteStream {
    /// The path, for messages.
    package let name: String

    /// The number of bytes delivered so far.
    private(set) var byteCount = 0

    /// The choices about the encoding that were made for the user so far.
    var notes: [String] { statedNotes + [undeclared?.note].compactMap { $0 } }

    /// The length of the byte order mark that was left out.
    private(set) var markLength = 0

    private var chunks: PeekedChunks
    private var statedNotes: [String] = []
    private var decoding: Decoding?
    private var undeclared: UndeclaredDecoding?

    /// Opens a file, or standard input for `-`.
    package convenience init(
        path: String,
        limit: ExpansionLimit = ExpansionLimit(),
        counter: ByteCounter? = nil
    ) throws {
        let file = OpenFile(reader: try FileReader(path: path))
        var former = 0
        try self.init(name: path == "-" ? "<stdin>" : path, limit: limit) {
            // A chunk is done when the next one is asked for.
            counter?.add(former)
            let chunk = try file.next()
            former = chunk?.count ?? 0
            return chunk
        }
    }

    /// Creates a stream over bytes in memory, delivered in chunks of the given size.
    package convenience init(
        name: String,
        bytes: [UInt8],
        chunkSize: Int = 1 << 18,
        limit: ExpansionLimit = ExpansionLimit()
    ) throws {
        var rest = bytes[...]
        try self.init(name: name, limit: limit) {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(chunkSize) }
            return Array(rest.prefix(chunkSize))
        }
    }

    /// Creates a stream over the chunks that `source` returns until it returns nil.
    package init(
        name: String,
        limit: ExpansionLimit = ExpansionLimit(),
        source: @escaping () throws -> [UInt8]?
    ) throws {
        self.name = name
        let raw = PeekedChunks(source)
        guard let format = CompressionFormat(magicOf: try raw.peek(6)) else {
            chunks = raw
            return
        }
        let decompressor = try Decompressor(name: name, format: format, limit: limit) {
            try raw.next()
        }
        let background = BackgroundChunks { try decompressor.next() }
        chunks = PeekedChunks { try background.next() }
    }

    /// Converts what was not yet taken to UTF-8, and leaves a byte order mark out.
    ///
    /// - Parameters:
    ///   - charset: The encoding of the stream.
    ///   - note: What the user is told about it.
    /// - Throws: What reading the first bytes throws.
    func decode(_ charset: Charset, note: String? = nil) throws {
        if let note { statedNotes.append(note) }
        let raw = chunks
        guard charset != .utf8 else {
            if try raw.peek(3).starts(with: [0xEF, 0xBB, 0xBF]) {
                raw.dropPeeked(3)
                markLength = 3
            }
            return
        }
        let decoding = Decoding(charset) { try raw.next() }
        self.decoding = decoding
        chunks = PeekedChunks { try decoding.next() }
    }

    /// Converts what was not yet taken to UTF-8, from an encoding that the bytes themselves tell.
    func decodeUndeclared() {
        let raw = chunks
        let undeclared = UndeclaredDecoding { try raw.next() }
        self.undeclared = undeclared
        chunks = PeekedChunks { try undeclared.next() }
    }

    /// Changes the bytes that were not yet taken, but not their number, and tells the user.
    func transform(note: String, _ change: @escaping ([UInt8]) -> [UInt8]) {
        statedNotes.append(note)
        let raw = chunks
        chunks = PeekedChunks { try raw.next().map(change) }
    }

    /// What is wrong with the encoding at a place of the text, or nil when nothing is known to be.
    func encodingFault(near offset: Int) -> String? {
        decoding?.fault(near: offset) ?? undeclared?.fault(near: offset)
    }

    /// The next chunk, never empty, or nil at the end.
    func next() throws -> [UInt8]? {
        guard let chunk = try chunks.next() else { return nil }
        byteCount += chunk.count
        return chunk
    }

    /// The first bytes, at least `count` of them if there are, which `next()` will deliver again.
    package func peek(_ count: Int = 4096) throws -> [UInt8] {
        try chunks.peek(count)
    }
}

/// Chunks of which the first bytes can be seen before they are taken.
private final class PeekedChunks {
    private let source: () throws -> [UInt8]?
    private var peeked: [UInt8] = []
    private var fault: (any Error)?

    init(_ source: @escaping () throws -> [UInt8]?) {
        self.source = source
    }

    /// The next chunk, never empty, or nil at the end.
    func next() throws -> [UInt8]? {
        if !peeked.isEmpty {
            defer { peeked = [] }
            return peeked
        }
        if let fault { throw fault }
        while let chunk = try source() {
            if !chunk.isEmpty { return chunk }
        }
        return nil
    }

    /// Takes the first of the bytes that were peeked at.
    func dropPeeked(_ count: Int) { peeked.removeFirst(count) }

    /// The first bytes.
    ///
    /// A fault after some of them is thrown when they have been taken.
    func peek(_ count: Int) throws -> [UInt8] {
        do {
            while peeked.count < count, let chunk = try source() { peeked += chunk }
        } catch {
            fault = error
            if peeked.isEmpty { throw error }
        }
        return peeked
    }
}

/// Gives a reader that cannot be copied to a closure.
private final class OpenFile {
    private var reader: FileReader

    init(reader: consuming FileReader) { self.reader = reader }

    func next() throws -> [UInt8]? { try reader.next() }
}
