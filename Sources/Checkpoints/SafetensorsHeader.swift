import JSONText

/// Where one tensor lies in a safetensors file.
public struct SafetensorsEntry: Hashable, Sendable {
    /// The tensor's name.
    public let name: String

    /// The type of its elements.
    public let elementType: SafetensorsElementType

    /// Its shape, row-major; empty for a scalar.
    public let shape: [Int]

    /// Its bytes, counted from the first byte after the header.
    public let range: Range<Int>
}

/// The header of a safetensors file: a length of eight bytes, then JSON.
///
/// A header in hand has been checked in full: the tensors tile the rest of the file, in order,
/// without hole or overlap, and each one's size follows from its type and shape. So nothing that
/// is allocated afterwards can exceed the file.
///
/// - SeeAlso: The format, <https://github.com/huggingface/safetensors>.
package struct SafetensorsHeader: Hashable, Sendable {
    /// The free-form text that the file carries.
    package let metadata: [String: String]

    /// The tensors in the order of their bytes.
    package let entries: [SafetensorsEntry]

    /// The number of bytes before the tensors, the length field included.
    package let byteCount: Int

    /// The longest JSON that the format allows.
    static let maximumLength = 100_000_000

    /// Reads the length of the JSON from the first eight bytes of a file of `fileLength` bytes.
    static func length(
        from bytes: [UInt8],
        fileLength: Int
    ) throws(SafetensorsError) -> Int {
        guard bytes.count >= 8, fileLength >= 8 else {
            throw SafetensorsError("the file ends inside the header's length", at: fileLength)
        }
        let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x80, 0x02]) {
            throw SafetensorsError(
                "this is a pickle, as PyTorch saves it",
                at: 0,
                advice: "pickles can run code and are not read; save it as safetensors"
            )
        }
        guard length <= UInt64(maximumLength) else {
            throw SafetensorsError(
                "a header of \(length) bytes is longer than the format's \(maximumLength)",
                at: 0,
                advice: "this is not a safetensors file, or a damaged one"
            )
        }
        guard Int(length) <= fileLength - 8 else {
            throw SafetensorsError(
                "the header of \(length) bytes reaches beyond the file's \(fileLength)",
                at: 0
            )
        }
        return Int(length)
    }

    /// Reads and checks the JSON of a header.
    ///
    /// - Parameters:
    ///   - json: The bytes after the length field.
    ///   - fileLength: The length of the whole file, in bytes.
    /// - Throws: `SafetensorsError` for anything that the format does not allow.
    init(json: [UInt8], fileLength: Int) throws(SafetensorsError) {
        byteCount = 8 + json.count
        guard json.first == UInt8(ascii: "{") else {
            throw SafetensorsError("the header does not begin with '{'", at: 8)
        }
        var metadata: [String: String] = [:]
        var entries: [SafetensorsEntry] = []
        for member in try Self.members(of: json) {
            if member.key == "__metadata__" {
                metadata = try Self.texts(member.value)
            } else {
                entries.append(try SafetensorsEntry(name: member.key, json: member.value))
            }
        }
        // `String` takes two normalisations of a name for one; a dictionary could not hold both.
        guard Set(entries.map(\.name)).count == entries.count else {
            throw SafetensorsError("two tensors have names that read the same", at: 8)
        }
        entries.sort { $0.precedes($1) }
        try Self.requireTiling(entries, of: fileLength - byteCount, from: byteCount)
        self.metadata = metadata
        self.entries = entries
    }

    private static func members(
        of json: [UInt8]
    ) throws(SafetensorsError) -> [JSONObject.Member] {
        do {
            return try JSONValue(parsing: json, maximumDepth: 4).object?.members ?? []
        } catch {
            throw SafetensorsError("the header is not JSON: \(error.reason)", at: 8 + error.offset)
        }
    }

    private static func texts(_ json: JSONValue) throws(SafetensorsError) -> [String: String] {
        guard let members = json.object?.members else {
            throw SafetensorsError("__metadata__ is \(json.kind), not an object", at: 8)
        }
        var texts: [String: String] = [:]
        for member in members {
            guard let text = member.value.string else {
                throw SafetensorsError("the metadata \"\(member.key)\" is not a string", at: 8)
            }
            texts[member.key] = text
        }
        return texts
    }

    private static func requireTiling(
        _ entries: [SafetensorsEntry],
        of length: Int,
        from start: Int
    ) throws(SafetensorsError) {
        var end = 0
        for entry in entries {
            guard entry.range.lowerBound == end else {
                throw SafetensorsError(
                    "the tensor \"\(entry.name)\" begins at \(entry.range.lowerBound) of the data "
                        + "where \(end) was expected",
                    at: 8
                )
            }
            end = entry.range.upperBound
        }
        guard end == length else {
            throw SafetensorsError(
                "the tensors take \(end) bytes and the file holds \(length)",
                at: start + min(end, length)
            )
        }
    }
}

extension SafetensorsEntry {
    fileprivate init(name: String, json: JSONValue) throws(SafetensorsError) {
        func failure(_ reason: String) -> SafetensorsError {
            SafetensorsError("the tensor \"\(name)\" \(reason)", at: 8)
        }
        guard let object = json.object, Set(object.keys) == ["dtype", "shape", "data_offsets"],
            let type = object["dtype"]?.string, let shape = object["shape"].flatMap(Self.sizes),
            let offsets = object["data_offsets"].flatMap(Self.sizes), offsets.count == 2
        else {
            throw failure("lacks a well-formed dtype, shape and data_offsets")
        }
        guard let elementType = SafetensorsElementType(rawValue: type) else {
            throw failure("has the unknown dtype \(type)")
        }
        guard offsets[0] <= offsets[1] else { throw failure("ends before it begins") }
        guard let size = Self.byteCount(of: shape, elementType) else {
            throw failure("of shape \(shape) and dtype \(type) has no size in whole bytes")
        }
        guard size == offsets[1] - offsets[0] else {
            throw failure("of shape \(shape) and dtype \(type) is not \(size) bytes long")
        }
        self.init(
            name: name,
            elementType: elementType,
            shape: shape,
            range: offsets[0]..<offsets[1]
        )
    }

    fileprivate func precedes(_ other: SafetensorsEntry) -> Bool {
        (range.lowerBound, range.upperBound) < (other.range.lowerBound, other.range.upperBound)
    }

    /// An array of non-negative integers.
    private static func sizes(_ json: JSONValue) -> [Int]? {
        guard let elements = json.array else { return nil }
        let sizes = elements.compactMap(\.integer).filter { $0 >= 0 }
        return sizes.count == elements.count ? sizes : nil
    }

    /// The bytes of a tensor, or nil when they overflow or are not whole.
    private static func byteCount(of shape: [Int], _ type: SafetensorsElementType) -> Int? {
        var bits = type.bitWidth
        for size in shape {
            let product = bits.multipliedReportingOverflow(by: size)
            guard !product.overflow else { return nil }
            bits = product.partialValue
        }
        return bits % 8 == 0 ? bits / 8 : nil
    }
}
