/// The cyclic redundancy check of Castagnoli, which TensorFlow's record files use.
///
/// Polynomial 0x1EDC6F41, reflected, as in RFC 3720, appendix B.4.
package enum CRC32C {
    /// The check of `bytes`.
    package static func checksum(of bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~0) { check, byte in
            check >> 8 ^ table[Int(UInt8(truncatingIfNeeded: check) ^ byte)]
        }
    }

    /// The check as record files store it: rotated and shifted, since the check of data that
    /// holds its own check is weak.
    package static func maskedChecksum(of bytes: some Sequence<UInt8>) -> UInt32 {
        let check = checksum(of: bytes)
        return (check >> 15 | check << 17) &+ 0xA282_EAD8
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { check, _ in
            check & 1 == 0 ? check >> 1 : check >> 1 ^ 0x82F6_3B78
        }
    }
}
