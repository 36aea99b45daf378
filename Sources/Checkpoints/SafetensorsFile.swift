import DurableFiles

/// A safetensors file in memory, checked in full before anything was allocated for it.
///
///     let file = try SafetensorsFile(path: "model.safetensors")
///     let weights = try file.floats("decoder.weight_ih_l0", shape: [12, 5])
public struct SafetensorsFile: Sendable {
    /// The file's path, where it came from a file.
    public let path: String?

    /// The tensors by name.
    public let entries: [String: SafetensorsEntry]

    /// The free-form text that the file carries.
    public var metadata: [String: String] { header.metadata }

    private let header: SafetensorsHeader
    private let bytes: [UInt8]

    /// Reads the file at `path`.
    ///
    /// - Throws: `FileError` when the file cannot be read, `SafetensorsError` when it is not sound.
    package init(path: String) throws {
        var reader = try FileReader(path: path)
        let fileLength = reader.expectedByteCount
        do {
            var bytes = try reader.bytes(8)
            let length = try SafetensorsHeader.length(from: bytes, fileLength: fileLength)
            let json = try reader.bytes(length)
            let header = try SafetensorsHeader(json: json, fileLength: fileLength)
            bytes = try reader.bytes(fileLength - header.byteCount)
            guard bytes.count == fileLength - header.byteCount else {
                throw SafetensorsError(
                    "the file shrank while it was read",
                    at: header.byteCount + bytes.count
                )
            }
            self.init(header: header, bytes: bytes, path: path)
        } catch let error as SafetensorsError {
            throw error.located(in: path)
        }
    }

    /// Reads a file that is in memory already.
    public init(bytes: [UInt8]) throws(SafetensorsError) {
        let length = try SafetensorsHeader.length(from: bytes, fileLength: bytes.count)
        let json = Array(bytes[8..<(8 + length)])
        let header = try SafetensorsHeader(json: json, fileLength: bytes.count)
        self.init(header: header, bytes: Array(bytes[header.byteCount...]), path: nil)
    }

    private init(header: SafetensorsHeader, bytes: [UInt8], path: String?) {
        self.header = header
        self.bytes = bytes
        self.path = path
        entries = Dictionary(uniqueKeysWithValues: header.entries.map { ($0.name, $0) })
    }
}

extension SafetensorsFile {
    /// The tensors' names, in the order of their bytes.
    public var names: [String] { header.entries.map(\.name) }

    /// The elements of the tensor called `name`.
    ///
    /// - Parameters:
    ///   - name: The tensor's name.
    ///   - shape: The shape it must have, or nil to accept any.
    /// - Returns: The elements, row-major.
    /// - Throws: `SafetensorsError` when there is no such tensor, its shape is another one, or its
    ///   elements are of a kind that is not read.
    public func values(
        _ name: String,
        shape: [Int]? = nil
    ) throws(SafetensorsError) -> SafetensorsValues {
        guard let entry = entries[name] else {
            throw failure("holds no tensor \"\(name)\"", at: 8)
        }
        guard shape == nil || shape == entry.shape else {
            throw failure(
                "the tensor \"\(name)\" has shape \(entry.shape), not \(shape ?? [])",
                at: header.byteCount + entry.range.lowerBound
            )
        }
        do {
            return try SafetensorsValues(entry, in: bytes, headerLength: header.byteCount)
        } catch {
            throw path.map(error.located) ?? error
        }
    }

    /// The elements of a floating-point tensor, in single precision; see `values(_:shape:)`.
    public func floats(
        _ name: String,
        shape: [Int]? = nil
    ) throws(SafetensorsError) -> [Float] {
        let values = try values(name, shape: shape)
        guard let floats = values.floats else {
            let type = values.elementType.rawValue
            throw failure("the tensor \"\(name)\" is of dtype \(type), not floating-point", at: 8)
        }
        return floats
    }

    private func failure(_ reason: String, at offset: Int) -> SafetensorsError {
        let error = SafetensorsError(
            reason,
            at: offset,
            advice: "check that this file belongs to this model's configuration"
        )
        return path.map(error.located) ?? error
    }
}

extension FileReader {
    /// Reads the next `count` bytes, or fewer at the end of the file.
    fileprivate mutating func bytes(_ count: Int) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count,
            let chunk = try next(capacity: min(count - bytes.count, 1 << 20))
        {
            bytes.append(contentsOf: chunk)
        }
        return bytes
    }
}
