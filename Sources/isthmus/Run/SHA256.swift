/// SHA-256, as FIPS 180-4 defines it: the fingerprint of the data that a result belongs to.
struct SHA256 {
    private var state: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
        0x5be0_cd19,
    ]
    private var pending: [UInt8] = []
    private var byteCount: UInt64 = 0

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = Self.primes.map { prime in
        let root = Self.cubeRootFraction(prime)
        return root
    }

    private static let primes: [UInt64] = {
        (2...311).filter { number in (2..<number).allSatisfy { number % $0 != 0 } }.map(UInt64.init)
    }()

    /// floor(2^32 frac(cbrt(p))): the largest n with n^3 <= p 2^96, without its whole part.
    private static func cubeRootFraction(_ prime: UInt64) -> UInt32 {
        let target = UInt128(prime) << 96
        var root: UInt128 = 0
        for bit in (0..<35).reversed() {
            let candidate = root | (1 << UInt128(bit))
            if candidate * candidate * candidate <= target { root = candidate }
        }
        return UInt32(truncatingIfNeeded: root)
    }

    /// Takes more bytes into account.
    mutating func update(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            pending.append(byte)
            byteCount += 1
            if pending.count == 64 { compress() }
        }
    }

    /// The digest of all bytes, in hexadecimal digits.
    func hexDigest() -> String {
        var copy = self
        let bitCount = byteCount * 8
        copy.update([0x80])
        while copy.pending.count != 56 { copy.update([0]) }
        copy.update((0..<8).map { UInt8(truncatingIfNeeded: bitCount >> (56 - 8 * UInt64($0))) })
        return copy.state.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    private mutating func compress() {
        var w = (0..<16).map { index in
            (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(pending[4 * index + $1]) }
        }
        for t in 16..<64 {
            let s0 = Self.rotated(w[t - 15], 7) ^ Self.rotated(w[t - 15], 18) ^ w[t - 15] >> 3
            let s1 = Self.rotated(w[t - 2], 17) ^ Self.rotated(w[t - 2], 19) ^ w[t - 2] >> 10
            w.append(w[t - 16] &+ s0 &+ w[t - 7] &+ s1)
        }
        var v = state
        for t in 0..<64 {
            let s1 = Self.rotated(v[4], 6) ^ Self.rotated(v[4], 11) ^ Self.rotated(v[4], 25)
            let choice = v[4] & v[5] ^ ~v[4] & v[6]
            let first = v[7] &+ s1 &+ choice &+ Self.constants[t] &+ w[t]
            let s0 = Self.rotated(v[0], 2) ^ Self.rotated(v[0], 13) ^ Self.rotated(v[0], 22)
            let second = s0 &+ (v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2])
            v = [first &+ second, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
        }
        for index in 0..<8 { state[index] &+= v[index] }
        pending.removeAll(keepingCapacity: true)
    }

    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word >> count | word << (32 - count)
    }
}
