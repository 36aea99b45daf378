/// The few protocol-buffer messages that TensorBoard's event files are made of, and their framing.
///
/// - SeeAlso: `event.proto`, `summary.proto` and `tensor.proto` of TensorFlow, whose field numbers
///   these are.
package enum EventFileEncoding {
    /// The event that must begin a file.
    package static func fileVersion(wallTime: Double) -> [UInt8] {
        var event = ProtocolBuffer()
        event.append(1, wallTime)
        event.append(3, "brain.Event:2")
        return event.bytes
    }

    /// The event that says a run went on at `step`, so that older points from there on are void.
    package static func sessionStart(step: Int, wallTime: Double) -> [UInt8] {
        var log = ProtocolBuffer()
        log.append(1, varint: 1)
        return event(step: step, wallTime: wallTime, field: 7, log)
    }

    /// An event with a number for each tag.
    package static func scalars(
        _ scalars: [(tag: String, value: Float)],
        step: Int,
        wallTime: Double
    ) -> [UInt8] {
        var summary = ProtocolBuffer()
        for scalar in scalars {
            var value = ProtocolBuffer()
            value.append(1, scalar.tag)
            value.append(2, scalar.value)
            summary.append(1, value.bytes)
        }
        return event(step: step, wallTime: wallTime, field: 5, summary)
    }

    /// An event with a Markdown text.
    package static func text(
        _ text: String,
        tag: String,
        step: Int,
        wallTime: Double
    ) -> [UInt8] {
        var plugin = ProtocolBuffer()
        plugin.append(1, "text")
        var metadata = ProtocolBuffer()
        metadata.append(1, plugin.bytes)
        var tensor = ProtocolBuffer()
        tensor.append(1, varint: 7)  // DT_STRING
        tensor.append(2, [])  // A scalar's shape.
        tensor.append(8, text)
        var value = ProtocolBuffer()
        value.append(1, tag)
        value.append(8, tensor.bytes)
        value.append(9, metadata.bytes)
        var summary = ProtocolBuffer()
        summary.append(1, value.bytes)
        return event(step: step, wallTime: wallTime, field: 5, summary)
    }

    /// A record: length, masked check of the length, data, masked check of the data.
    package static func record(_ data: [UInt8]) -> [UInt8] {
        let length = littleEndian(UInt64(data.count))
        return length + littleEndian(CRC32C.maskedChecksum(of: length)) + data
            + littleEndian(CRC32C.maskedChecksum(of: data))
    }

    private static func event(
        step: Int,
        wallTime: Double,
        field: Int,
        _ content: ProtocolBuffer
    ) -> [UInt8] {
        var event = ProtocolBuffer()
        event.append(1, wallTime)
        event.append(2, varint: UInt64(bitPattern: Int64(step)))
        event.append(field, content.bytes)
        return event.bytes
    }
}

/// A message in protocol buffers' wire format, field by field.
private struct ProtocolBuffer {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ field: Int, varint value: UInt64) {
        appendKey(field, wireType: 0)
        appendVarint(value)
    }

    mutating func append(_ field: Int, _ value: Double) {
        appendKey(field, wireType: 1)
        bytes += littleEndian(value.bitPattern)
    }

    mutating func append(_ field: Int, _ value: [UInt8]) {
        appendKey(field, wireType: 2)
        appendVarint(UInt64(value.count))
        bytes += value
    }

    mutating func append(_ field: Int, _ value: String) {
        append(field, Array(value.utf8))
    }

    mutating func append(_ field: Int, _ value: Float) {
        appendKey(field, wireType: 5)
        bytes += littleEndian(value.bitPattern)
    }

    private mutating func appendKey(_ field: Int, wireType: Int) {
        appendVarint(UInt64(field << 3 | wireType))
    }

    private mutating func appendVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

/// The bytes of an integer, least first.
private func littleEndian<Integer: FixedWidthInteger>(_ value: Integer) -> [UInt8] {
    (0..<(Integer.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}
