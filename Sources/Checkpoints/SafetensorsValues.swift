/// The elements of a tensor in a safetensors file, row-major.
public enum SafetensorsValues: Hashable, Sendable {
    /// Single-precision numbers.
    case float32([Float])
    /// Double-precision numbers.
    case float64([Double])
    /// The upper halves of single-precision numbers; see `roundedToBFloat16(_:)`.
    case bfloat16([UInt16])
    /// Whole numbers of 64 bits, none negative.
    case uint64([UInt64])
    /// Whole numbers of 64 bits.
    case int64([Int64])
    /// Whole numbers of 32 bits.
    case int32([Int32])
    /// Bytes.
    case uint8([UInt8])
    /// Truth values.
    case bool([Bool])

    /// The number of elements.
    public var count: Int {
        switch self {
        case .float32(let elements): elements.count
        case .float64(let elements): elements.count
        case .bfloat16(let elements): elements.count
        case .uint64(let elements): elements.count
        case .int64(let elements): elements.count
        case .int32(let elements): elements.count
        case .uint8(let elements): elements.count
        case .bool(let elements): elements.count
        }
    }

    /// The type of the elements.
    public var elementType: SafetensorsElementType {
        switch self {
        case .float32: .float32
        case .float64: .float64
        case .bfloat16: .bfloat16
        case .uint64: .uint64
        case .int64: .int64
        case .int32: .int32
        case .uint8: .uint8
        case .bool: .bool
        }
    }

    /// The floating-point elements in single precision, or nil when they are integers or Booleans.
    public var floats: [Float]? {
        switch self {
        case .float32(let elements): elements
        case .float64(let elements): elements.map { Float($0) }
        case .bfloat16(let elements): elements.map { Float(bitPattern: UInt32($0) << 16) }
        default: nil
        }
    }

    /// Rounds to the nearest bfloat16, ties to even; not-a-number stays so.
    public static func roundedToBFloat16(_ elements: [Float]) -> SafetensorsValues {
        .bfloat16(
            elements.map { element in
                let bits = element.bitPattern
                if element.isNaN { return UInt16(bits >> 16) | 0x40 }
                return UInt16((bits + 0x7FFF + (bits >> 16) & 1) >> 16)
            }
        )
    }
}

#if _endian(big)
#error("safetensors are little-endian; the raw copies below need a byte swap here")
#endif

extension SafetensorsValues {
    /// Reads the elements of `entry` from the bytes after the header.
    init(
        _ entry: SafetensorsEntry,
        in data: [UInt8],
        headerLength: Int
    ) throws(SafetensorsError) {
        let slice = data[entry.range]
        switch entry.elementType {
        case .float32: self = .float32(Self.elements(slice))
        case .float64: self = .float64(Self.elements(slice))
        case .bfloat16: self = .bfloat16(Self.elements(slice))
        case .uint64: self = .uint64(Self.elements(slice))
        case .int64: self = .int64(Self.elements(slice))
        case .int32: self = .int32(Self.elements(slice))
        case .uint8: self = .uint8(Array(slice))
        case .bool: self = .bool(try Self.booleans(slice, of: entry, headerLength))
        default:
            throw SafetensorsError(
                "the tensor \"\(entry.name)\" is of dtype \(entry.elementType.rawValue)",
                at: headerLength + entry.range.lowerBound,
                advice: "convert it to F32 or BF16"
            )
        }
    }

    /// Runs `body` on the little-endian bytes of the elements.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        switch self {
        case .float32(let elements): elements.withUnsafeBytes(body)
        case .float64(let elements): elements.withUnsafeBytes(body)
        case .bfloat16(let elements): elements.withUnsafeBytes(body)
        case .uint64(let elements): elements.withUnsafeBytes(body)
        case .int64(let elements): elements.withUnsafeBytes(body)
        case .int32(let elements): elements.withUnsafeBytes(body)
        case .uint8(let elements): elements.withUnsafeBytes(body)
        case .bool(let elements): elements.map { $0 ? UInt8(1) : 0 }.withUnsafeBytes(body)
        }
    }

    private static func elements<Element: BitwiseCopyable>(
        _ bytes: ArraySlice<UInt8>
    ) -> [Element] {
        let count = bytes.count / MemoryLayout<Element>.stride
        return [Element](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
            initializedCount = count
        }
    }

    private static func booleans(
        _ bytes: ArraySlice<UInt8>,
        of entry: SafetensorsEntry,
        _ headerLength: Int
    ) throws(SafetensorsError) -> [Bool] {
        if let wrong = bytes.firstIndex(where: { $0 > 1 }) {
            throw SafetensorsError(
                "the tensor \"\(entry.name)\" holds \(bytes[wrong]) as a Boolean",
                at: headerLength + wrong
            )
        }
        return bytes.map { $0 == 1 }
    }
}
