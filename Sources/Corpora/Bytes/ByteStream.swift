import DurableFiles

/// The bytes of a file after decompression, in chunks.
package final class ByteStream {
    /// The path, for messages.
    package let name: String

    /// The number of bytes delivered so far.
    private(set) var byteCount = 0

    private let read: () throws -> [UInt8]?
    private var peeked: [UInt8]?

    /// Opens a file, or standard input for `-`.
    package convenience init(path: String, limit: ExpansionLimit = ExpansionLimit()) throws {
        let file = OpenFile(reader: try FileReader(path: path))
        try self.init(name: path == "-" ? "<stdin>" : path, limit: limit) { try file.next() }
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
        let magic = try Self.beginning(of: source, count: 6)
        var first = magic.isEmpty ? nil : magic
        let raw: () throws -> [UInt8]? = {
            defer { first = nil }
            return try first ?? source()
        }
        guard let format = CompressionFormat(magicOf: magic) else {
            read = raw
            return
        }
        let decompressor = try Decompressor(name: name, format: format, limit: limit, read: raw)
        read = { try decompressor.next() }
    }

    /// The next chunk, never empty, or nil at the end.
    func next() throws -> [UInt8]? {
        if let chunk = peeked {
            peeked = nil
            byteCount += chunk.count
            return chunk
        }
        while let chunk = try read() {
            guard !chunk.isEmpty else { continue }
            byteCount += chunk.count
            return chunk
        }
        return nil
    }

    /// The first bytes, at least `count` of them if there are, which `next()` will deliver again.
    func peek(_ count: Int = 4096) throws -> [UInt8] {
        if let peeked { return peeked }
        let bytes = try Self.beginning(of: { try self.read() }, count: count)
        peeked = bytes.isEmpty ? nil : bytes
        return bytes
    }

    private static func beginning(
        of source: () throws -> [UInt8]?,
        count: Int
    ) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count, let chunk = try source() { bytes += chunk }
        return bytes
    }
}

/// Gives a reader that cannot be copied to a closure.
private final class OpenFile {
    private var reader: FileReader

    init(reader: consuming FileReader) { self.reader = reader }

    func next() throws -> [UInt8]? { try reader.next() }
}
