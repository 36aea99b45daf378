internal import CRDKit

extension Molecule {
    /// The Morgan fingerprint: every atom's surroundings out to a number of bonds, hashed to bits.
    ///
    /// With radius 2 these are the substructures of ECFP4. Chirality is ignored, as by default in
    /// RDKit, and the bits are RDKit's.
    ///
    /// - Parameters:
    ///   - radius: The distance from each atom that is taken in, in bonds; at least 0.
    ///   - bitCount: The length of the fingerprint; at least 1.
    /// - Returns: The fingerprint.
    /// - SeeAlso: Rogers and Hahn, J. Chem. Inf. Model. 50, 742 (2010).
    public func morganFingerprint(radius: Int = 2, bitCount: Int = 1024) -> Fingerprint {
        precondition(radius >= 0, "morganFingerprint: radius \(radius)")
        precondition(bitCount > 0, "morganFingerprint: bitCount \(bitCount)")
        var words = [UInt64](repeating: 0, count: (bitCount + 63) / 64)
        _ = crdkit_morgan_fingerprint(handle.pointer, UInt32(radius), UInt32(bitCount), &words)
        return Fingerprint(bitCount: bitCount, words: words)
    }
}
