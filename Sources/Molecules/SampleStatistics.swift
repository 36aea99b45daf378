/// Validity, uniqueness and novelty of a sample of generated SMILES, as MOSES defines them.
///
///     validity   = valid / total
///     uniqueness = distinct / valid
///     novelty    = distinct that are not in the reference / distinct
///
/// Strings are compared by canonical SMILES. MOSES' `unique@k` is the uniqueness of the first `k`
/// valid strings: see `uniqueness(ofFirstValid:)`. Its novelty compares with the training set as it
/// is written there, so pass the training set's own strings when they are canonical already, as
/// those of MOSES are, and canonicalise them first when they are not.
///
/// One difference from MOSES: an empty string counts as invalid, where RDKit, and so MOSES, reads a
/// molecule without atoms.
///
/// - SeeAlso: Polykovskiy et al., "Molecular Sets (MOSES)", Frontiers in Pharmacology 11:565644
///   (2020), section 4.
public struct SampleStatistics: Sendable, Hashable {
    /// The canonical SMILES of each string in the order given; nil where it is not valid.
    public let canonicalSMILES: [String?]

    /// How many strings were judged.
    public var totalCount: Int { canonicalSMILES.count }

    /// How many of them RDKit accepts.
    public let validCount: Int

    /// How many different molecules those are.
    public let uniqueCount: Int

    /// How many of the different molecules are not in the reference; nil without a reference.
    public let novelCount: Int?

    /// Judges a sample.
    ///
    /// - Parameters:
    ///   - sample: The generated strings.
    ///   - reference: The canonical SMILES of the training set, for novelty.
    public init(of sample: some Sequence<String>, reference: Set<String>? = nil) {
        canonicalSMILES = sample.map { Molecule(validating: $0)?.canonicalSMILES }
        let valid = canonicalSMILES.compactMap(\.self)
        let distinct = Set(valid)
        validCount = valid.count
        uniqueCount = distinct.count
        novelCount = reference.map { distinct.subtracting($0).count }
    }

    /// The fraction of the strings that are valid; zero for an empty sample.
    public var validity: Double {
        ratio(validCount, totalCount)
    }

    /// The fraction of the valid strings that are distinct; zero when none is valid.
    public var uniqueness: Double {
        ratio(uniqueCount, validCount)
    }

    /// The fraction of the distinct molecules that are not in the reference.
    ///
    /// Zero when no string is valid, nil when no reference was given.
    public var novelty: Double? {
        novelCount.map { ratio($0, uniqueCount) }
    }

    /// The fraction of the first `count` valid strings that are distinct: MOSES' `unique@k`.
    ///
    /// - Parameter count: How many valid strings to look at, from the first; all when there are
    ///   fewer, which MOSES warns about.
    /// - Returns: The fraction, zero when none is valid.
    public func uniqueness(ofFirstValid count: Int) -> Double {
        let valid = canonicalSMILES.lazy.compactMap(\.self).prefix(count)
        return ratio(Set(valid).count, valid.reduce(0) { total, _ in total + 1 })
    }
}

private func ratio(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
}
