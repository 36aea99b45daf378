/// A message of Protocol Buffers' wire format as the fields it is made of, in their order.
///
/// Nothing is interpreted until it is asked for, so fields this package does not know are written
/// again as they were read. Lengths are checked against what is left before anything is taken.
struct ProtocolBuffer: Hashable, Sendable {
    /// A field.
    struct Field: Hashable, Sendable {
        var number: Int
        var value: Value
    }

    /// A field's value, by its wire type.
    enum Value: Hashable, Sendable {
        case variable(UInt64)
        case fixed64(UInt64)
        case bytes([UInt8])
        case fixed32(UInt32)
    }

    /// What is wrong with the bytes of a message, and at which offset.
    struct Fault: Error, Hashable {
        var problem: String
        var offset: Int
    }

    /// The fields, in the order of the file.
    var fields: [Field] = []

    /// A message without fields.
    init() {}

    /// Reads a message.
    init(_ bytes: ArraySlice<UInt8>) throws(Fault) {
        var reader = Reader(bytes)
        while let (field, _) = try reader.next() { fields.append(field) }
    }

    /// The last field with a number: the one that counts where a field is not repeated.
    func last(_ number: Int) -> Value? { fields.last { $0.number == number }?.value }

    /// The number that a field says, or its default.
    func integer(_ number: Int, default standard: Int) -> Int {
        guard case .variable(let value) = last(number) else { return standard }
        return Int(truncatingIfNeeded: value)
    }

    /// Whether a field says so.
    func bool(_ number: Int, default standard: Bool) -> Bool {
        integer(number, default: standard ? 1 : 0) != 0
    }

    /// The bytes of a field, or nil.
    func bytes(_ number: Int) -> [UInt8]? {
        guard case .bytes(let value) = last(number) else { return nil }
        return value
    }

    /// The text of a field, or its default.
    func text(_ number: Int, default standard: String) -> String {
        bytes(number).map { String(decoding: $0, as: UTF8.self) } ?? standard
    }

    /// Gives a field a value, in its old place or in that of its number.
    mutating func set(_ number: Int, _ value: Value) {
        if let index = fields.lastIndex(where: { $0.number == number }) {
            fields[index].value = value
        } else {
            let index = fields.firstIndex { $0.number > number } ?? fields.count
            fields.insert(Field(number: number, value: value), at: index)
        }
    }

    /// The message's bytes.
    var serialized: [UInt8] {
        var result: [UInt8] = []
        for field in fields { field.append(to: &result) }
        return result
    }
}

extension ProtocolBuffer {
    /// Reads the fields of a message, one by one.
    struct Reader {
        private let bytes: ArraySlice<UInt8>
        private(set) var offset: Int

        init(_ bytes: ArraySlice<UInt8>) {
            self.bytes = bytes
            offset = bytes.startIndex
        }

        /// The next field and where its value is, or nil at the end.
        mutating func next() throws(Fault) -> (field: Field, range: Range<Int>)? {
            let start = offset
            guard offset < bytes.endIndex else { return nil }
            let key = try variable()
            guard let number = Int(exactly: key >> 3), 1...0x1FFF_FFFF ~= number else {
                throw Fault(problem: "a field has the number \(key >> 3)", offset: start)
            }
            let value = try value(wireType: Int(key & 7), at: start)
            return (Field(number: number, value: value.value), value.range)
        }

        private mutating func value(
            wireType: Int,
            at start: Int
        ) throws(Fault) -> (value: Value, range: Range<Int>) {
            let first = offset
            switch wireType {
            case 0: return (.variable(try variable()), first..<offset)
            case 1: return (.fixed64(try fixed(8)), first..<offset)
            case 2:
                let count = try variable()
                guard count <= UInt64(bytes.endIndex - offset) else {
                    throw Fault(
                        problem: "\(count) bytes are announced, and \(bytes.endIndex - offset) "
                            + "are left",
                        offset: first
                    )
                }
                let range = offset..<offset + Int(count)
                offset = range.upperBound
                return (.bytes(Array(bytes[range])), range)
            case 5: return (.fixed32(UInt32(truncatingIfNeeded: try fixed(4))), first..<offset)
            default: throw Fault(problem: "there is no wire type \(wireType)", offset: start)
            }
        }

        private mutating func fixed(_ count: Int) throws(Fault) -> UInt64 {
            guard bytes.endIndex - offset >= count else {
                throw Fault(problem: "the file ends inside a number", offset: offset)
            }
            var value: UInt64 = 0
            for place in 0..<count { value |= UInt64(bytes[offset + place]) << UInt64(8 * place) }
            offset += count
            return value
        }

        private mutating func variable() throws(Fault) -> UInt64 {
            var value: UInt64 = 0
            for place in 0..<10 {
                guard offset < bytes.endIndex else {
                    throw Fault(problem: "the file ends inside a number", offset: offset)
                }
                let byte = bytes[offset]
                offset += 1
                value |= UInt64(byte & 0x7F) << UInt64(7 * place)
                if byte < 0x80 { return value }
            }
            throw Fault(problem: "a number has more than ten bytes", offset: offset)
        }
    }
}

extension ProtocolBuffer.Field {
    /// Appends the field in wire format.
    func append(to result: inout [UInt8]) {
        switch value {
        case .variable(let value):
            Self.append(UInt64(number) << 3, to: &result)
            Self.append(value, to: &result)
        case .fixed64(let value):
            Self.append(UInt64(number) << 3 | 1, to: &result)
            for place in 0..<8 { result.append(UInt8(value >> UInt64(8 * place) & 0xFF)) }
        case .bytes(let bytes):
            Self.append(UInt64(number) << 3 | 2, to: &result)
            Self.append(UInt64(bytes.count), to: &result)
            result += bytes
        case .fixed32(let value):
            Self.append(UInt64(number) << 3 | 5, to: &result)
            for place in 0..<4 { result.append(UInt8(value >> UInt32(8 * place) & 0xFF)) }
        }
    }

    private static func append(_ value: UInt64, to result: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            result.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        result.append(UInt8(rest))
    }
}
