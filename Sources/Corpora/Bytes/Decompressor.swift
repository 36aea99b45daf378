import CCompression

/// How far a compressed stream may expand before it is taken for an attack.
///
/// Text seldom exceeds a ratio of 30, and gzip cannot exceed 1,032; the other formats can reach millions.
package struct ExpansionLimit: Sendable {
    /// The highest ratio of expanded to compressed bytes.
    package var ratio = 2000

    /// The expanded bytes that are accepted whatever the ratio.
    package var freeBytes = 64 << 20

    package init(ratio: Int = 2000, freeBytes: Int = 64 << 20) {
        self.ratio = ratio
        self.freeBytes = freeBytes
    }

    func isExceeded(expanded: Int, compressed: Int) -> Bool {
        expanded > freeBytes && expanded / ratio > compressed
    }
}

/// A stream that undoes the compression of another.
///
/// Members that follow each other, as in concatenated gzip files, make one stream. Zeros after the last
/// member are padding. Bytes that were decoded before a fault are delivered before it is thrown.
final class Decompressor {
    private let name: String
    private let format: CompressionFormat
    private let limit: ExpansionLimit
    private let read: () throws -> [UInt8]?
    private let decoder: OpaquePointer
    private var input: ArraySlice<UInt8> = []
    private var isInsideMember = true
    private var compressedCount = 0
    private var expandedCount = 0
    private var fault: CorpusError?

    init(
        name: String,
        format: CompressionFormat,
        limit: ExpansionLimit,
        read: @escaping () throws -> [UInt8]?
    ) throws {
        self.name = name
        self.format = format
        self.limit = limit
        self.read = read
        guard let decoder = ccompression_create(format.decoderFormat) else {
            throw CorpusError(kind: .compression, source: name, message: "out of memory")
        }
        self.decoder = decoder
    }

    deinit { ccompression_destroy(decoder) }

    /// The next expanded bytes, or nil at the end.
    func next() throws -> [UInt8]? {
        if let fault { throw fault }
        var output: [UInt8] = []
        while output.isEmpty {
            guard try refill() else { return nil }
            output = try decode()
        }
        return output
    }

    /// Makes sure that there is input; false at the end of a whole stream.
    private func refill() throws -> Bool {
        while true {
            if !isInsideMember { input = input.drop { $0 == 0 } }
            if !input.isEmpty { return try isInsideMember || startMember() }
            guard let chunk = try read() else { break }
            input = chunk[...]
        }
        guard isInsideMember else { return false }
        // The decoder may still hold output, and a stream that was cut short has neither.
        return true
    }

    private func startMember() throws -> Bool {
        guard ccompression_restart(decoder) == CCompressionMore else {
            throw failure("out of memory")
        }
        isInsideMember = true
        return true
    }

    private func decode() throws -> [UInt8] {
        var (consumed, status) = (0, CCompressionMore)
        let output = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
            status = input.withUnsafeBufferPointer { bytes in
                ccompression_decode(
                    decoder,
                    bytes.baseAddress,
                    bytes.count,
                    &consumed,
                    buffer.baseAddress,
                    buffer.count,
                    &count
                )
            }
        }
        let wasAtEnd = input.isEmpty
        input = input.dropFirst(consumed)
        compressedCount += consumed
        expandedCount += output.count
        fault = faultAfter(status, isStuck: wasAtEnd && output.isEmpty)
        if let fault, output.isEmpty { throw fault }
        return output
    }

    private func faultAfter(_ status: CCompressionStatus, isStuck: Bool) -> CorpusError? {
        if limit.isExceeded(expanded: expandedCount, compressed: compressedCount) {
            return failure("expands more than \(limit.ratio)-fold; refused as a decompression bomb")
        }
        switch status {
        case CCompressionEnd:
            isInsideMember = false
            return nil
        case CCompressionMore:
            return isStuck ? failure("ends too early; the file was cut short, copy it again") : nil
        case CCompressionNoMemory:
            return failure("needs too much memory to expand; do that first, by itself")
        default: return failure("is damaged; copy the file again")
        }
    }

    private func failure(_ what: String) -> CorpusError {
        CorpusError(
            kind: .compression,
            source: name,
            message:
                "the \(format.rawValue) stream \(what) (at compressed byte \(compressedCount), "
                + "after \(expandedCount) bytes of text)"
        )
    }
}
