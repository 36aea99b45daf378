internal import Molecules

/// How many of the SMILES strings that a model wrote are molecules, different ones, and new ones,
/// as MOSES measures them.
///
/// - SeeAlso: Polykovskiy et al., "Molecular Sets (MOSES)", Frontiers in Pharmacology 11:565644
///   (2020), section 4.
public struct MoleculeQuality: Hashable, Sendable {
    /// The number of strings.
    public let count: Int

    /// The fraction of the strings that RDKit accepts.
    public let validity: Double

    /// The fraction of the valid strings that are different molecules.
    public let uniqueness: Double

    /// The same among the first 1,000 valid strings: `unique@1000`.
    public let uniquenessOfFirst1000: Double

    /// The same among the first 10,000 valid strings: `unique@10000`.
    public let uniquenessOfFirst10000: Double

    /// The fraction of the different molecules that are not in the reference; nil without one.
    public let novelty: Double?

    /// Judges strings.
    ///
    /// - Parameters:
    ///   - smiles: The strings.
    ///   - reference: The canonical SMILES of the training set, for novelty.
    public init(of smiles: some Sequence<String>, reference: Set<String>? = nil) {
        let statistics = SampleStatistics(of: smiles, reference: reference)
        count = statistics.totalCount
        validity = statistics.validity
        uniqueness = statistics.uniqueness
        uniquenessOfFirst1000 = statistics.uniqueness(ofFirstValid: 1000)
        uniquenessOfFirst10000 = statistics.uniqueness(ofFirstValid: 10_000)
        novelty = statistics.novelty
    }
}
