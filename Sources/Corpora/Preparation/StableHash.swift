/// A hash of text that is the same in every run, on every machine.
///
/// It mixes eight bytes at a time with the finaliser of SplitMix64 (Steele, Lea and Flood, "Fast
/// Splittable Pseudorandom Number Generators", OOPSLA 2014). It resists no adversary.
enum StableHash {
    static func value(of text: String, seed: UInt64) -> UInt64 {
        var text = text
        return text.withUTF8 { value(of: UnsafeRawBufferPointer($0), seed: seed) }
    }

    private static func value(of bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        var state = mix(seed &+ UInt64(bytes.count))
        var index = 0
        while index + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            state = mix(state ^ UInt64(littleEndian: word))
            index += 8
        }
        var tail: UInt64 = 0
        while index < bytes.count {
            tail = tail << 8 | UInt64(bytes[index])
            index += 1
        }
        return mix(state ^ tail)
    }

    /// The finaliser: every bit of the value decides about every bit of the result.
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
