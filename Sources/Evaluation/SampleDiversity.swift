/// How much sequences that a model wrote repeat each other and the training set.
///
/// A model that has learnt one good sentence writes fluently and has nothing to say: look at
/// these numbers beside those of the same number of sentences from the corpus.
///
///     distinct-n    different n-grams / all n-grams
///     self-BLEU-n   mean over the sequences of the BLEU-n against all the others
///
/// BLEU-n is the brevity penalty times the geometric mean of the clipped precisions of 1-grams to
/// n-grams, of a single sequence; a precision of zero counts as 0.1 matches (Chen and Cherry's
/// first smoothing, which NLTK and Texygen use).
///
/// - SeeAlso: Li et al., "A Diversity-Promoting Objective Function" (2016), for distinct-n; Zhu et
///   al., "Texygen" (2018), for self-BLEU.
public struct SampleDiversity: Hashable, Sendable {
    /// The longest n-grams that are counted.
    public static let maximumOrder = 5

    /// The number of sequences.
    public let count: Int

    /// The number of different sequences.
    public let distinctCount: Int

    /// The fraction of the different sequences that are not in the reference; nil without one.
    public let novelty: Double?

    /// distinct-n for n from 1 to 5; zero when no sequence is that long.
    public let distinct: [Double]

    /// self-BLEU-n for n from 1 to 5; zero for less than two sequences.
    public let selfBLEU: [Double]

    /// The fraction of the sequences that repeat an earlier one.
    public var duplicateFraction: Double {
        count == 0 ? 0 : Double(count - distinctCount) / Double(count)
    }

    /// Measures sequences of words or other tokens.
    ///
    /// - Parameters:
    ///   - sequences: The sequences.
    ///   - reference: The training set, for novelty.
    public init<Token: Hashable>(of sequences: [[Token]], reference: Set<[Token]>? = nil) {
        let different = Set(sequences)
        count = sequences.count
        distinctCount = different.count
        novelty = reference.map { reference in
            different.isEmpty
                ? 0
                : Double(different.count { !reference.contains($0) }) / Double(different.count)
        }
        let counts = NGramCounts(sequences, maximumOrder: Self.maximumOrder)
        distinct = counts.distinct
        selfBLEU = counts.selfBLEU
    }
}
