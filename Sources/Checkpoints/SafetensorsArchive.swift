package import DurableFiles
import JSONText

/// A tensor to be written to a safetensors file.
public struct SafetensorsTensor: Hashable, Sendable {
    /// The name.
    public let name: String

    /// The shape, row-major; empty for a scalar.
    public let shape: [Int]

    /// The elements.
    public let values: SafetensorsValues

    /// Names `values`, whose number must be the product of `shape`.
    public init(_ name: String, shape: [Int], _ values: SafetensorsValues) {
        precondition(
            shape.reduce(1, *) == values.count,
            "the tensor \"\(name)\" of shape \(shape) cannot hold \(values.count) elements"
        )
        precondition(name != "__metadata__", "no tensor may be called __metadata__")
        self.name = name
        self.shape = shape
        self.values = values
    }

    /// Names single-precision numbers, whose number must be the product of `shape`.
    public init(_ name: String, shape: [Int], _ elements: [Float]) {
        self.init(name, shape: shape, .float32(elements))
    }
}

/// What is to be written to a safetensors file.
///
/// The bytes depend on the content alone, not on the order it was given in: tensors are laid out
/// by falling size of their elements, so that each is aligned, and then by name, exactly as the
/// reference implementation does.
public struct SafetensorsArchive: Sendable {
    /// The tensors in the order of their bytes.
    public let tensors: [SafetensorsTensor]

    /// The free-form text that goes along.
    public let metadata: [String: String]

    /// Collects tensors, whose names must differ.
    public init(_ tensors: [SafetensorsTensor], metadata: [String: String] = [:]) {
        precondition(Set(tensors.map(\.name)).count == tensors.count, "two tensors of one name")
        self.tensors = tensors.sorted { $0.precedes($1) }
        self.metadata = metadata
    }

    /// The bytes before the tensors': length and JSON, padded with spaces to a multiple of eight.
    var header: [UInt8] {
        var json = Array(headerJSON.utf8)
        json += [UInt8](repeating: 0x20, count: (8 - json.count % 8) % 8)
        let length = UInt64(json.count)
        return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + json
    }

    /// The whole file.
    public var encoded: [UInt8] {
        var bytes = header
        for tensor in tensors {
            tensor.values.withBytes { bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    /// Streams the file into `writer`, which the caller commits.
    package func write(into writer: inout FileWriter) throws(FileError) {
        try writer.write(header)
        for tensor in tensors {
            let result = tensor.values.withBytes { bytes in
                Result { () throws(FileError) in try writer.write(bytes) }
            }
            try result.get()
        }
    }

    /// Writes the file at `path`, which readers see whole or not at all.
    package func write(to path: String) throws(FileError) {
        var writer = try FileWriter(path: path)
        try write(into: &writer)
        try writer.commit()
    }

    private var headerJSON: String {
        var header = JSONObject()
        if !metadata.isEmpty {
            header["__metadata__"] = .object(metadataJSON)
        }
        var offset = 0
        for tensor in tensors {
            let end = offset + tensor.byteCount
            header[tensor.name] = [
                "dtype": .string(tensor.values.elementType.rawValue),
                "shape": .array(tensor.shape.map { JSONValue($0) }),
                "data_offsets": [JSONValue(offset), JSONValue(end)],
            ]
            offset = end
        }
        return JSONValue.object(header).serialized()
    }

    private var metadataJSON: JSONObject {
        var object = JSONObject()
        for (key, text) in metadata.sorted(by: { $0.key < $1.key }) {
            object[key] = .string(text)
        }
        return object
    }
}

extension SafetensorsTensor {
    fileprivate var byteCount: Int { values.count * values.elementType.bitWidth / 8 }

    fileprivate func precedes(_ other: SafetensorsTensor) -> Bool {
        let ranks = (values.elementType.rank, other.values.elementType.rank)
        guard ranks.0 == ranks.1 else { return ranks.0 > ranks.1 }
        return name.utf8.lexicographicallyPrecedes(other.name.utf8)
    }
}
