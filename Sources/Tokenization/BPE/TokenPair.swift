/// A pair of tokens as one number, and where tables look for it.
package enum TokenPair {
    /// The pair as a number.
    @inline(__always)
    package static func key(_ left: TokenID, _ right: TokenID) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }

    /// A hash of 32 bits, the lower ones of which depend on both tokens.
    @inline(__always)
    package static func hash(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
}
