#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What is known of the names in wikitexts, found by their bytes.
///
/// It holds the names that were met last; of two that fall on the same place, the second one stays. Names of more
/// bytes than it has room for are not kept.
struct WikitextNames<Value> {
    private struct Place {
        var count = -1
        var value: Value?
    }

    private static var placeCount: Int { 1024 }
    private static var maximumBytes: Int { 64 }

    private var places = [Place](repeating: Place(), count: placeCount)
    private var bytes = [UInt8](repeating: 0, count: placeCount * maximumBytes)

    /// The value of a name, made if it is not known.
    mutating func value(
        of name: UnsafeBufferPointer<UInt8>,
        made: (UnsafeBufferPointer<UInt8>) -> Value
    ) -> Value {
        guard name.count <= Self.maximumBytes else { return made(name) }
        let number = Self.number(of: name)
        let start = number * Self.maximumBytes
        if places[number].count == name.count, let value = places[number].value,
            bytes.withUnsafeBufferPointer({ Self.isSame($0, from: start, name) })
        {
            return value
        }
        let value = made(name)
        places[number] = Place(count: name.count, value: value)
        bytes.replaceSubrange(start..<start + name.count, with: name)
        return value
    }

    private static func isSame(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        _ name: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard let known = bytes.baseAddress, let first = name.baseAddress else { return true }
        return memcmp(known + start, first, name.count) == 0
    }

    /// The place of a name, by all its bytes.
    private static func number(of name: UnsafeBufferPointer<UInt8>) -> Int {
        var state: UInt32 = 2_166_136_261
        for byte in name { state = (state ^ UInt32(byte)) &* 16_777_619 }
        return Int((state ^ state >> 15) % UInt32(placeCount))
    }
}
