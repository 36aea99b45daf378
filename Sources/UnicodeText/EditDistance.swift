/// The smallest number of insertions, deletions and substitutions that turn one sequence into the other.
///
/// - SeeAlso: Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals",
///   Soviet Physics Doklady 10 (8), 1966; the table is that of Wagner and Fischer, row by row.
public func editDistance<Element: Equatable>(
    _ a: some Sequence<Element>,
    _ b: some Collection<Element>
) -> Int {
    var distances = Array(0...b.count)
    for (row, element) in a.enumerated() {
        var diagonal = distances[0]
        distances[0] = row + 1
        for (column, other) in b.enumerated() {
            let substituted = diagonal + (element == other ? 0 : 1)
            diagonal = distances[column + 1]
            distances[column + 1] = min(substituted, diagonal + 1, distances[column] + 1)
        }
    }
    return distances[b.count]
}

/// What a mistyped name was probably meant to be.
package enum Misspelling {
    /// The candidate that has a spelling nearest to a name, if it is near enough to suggest: two changes,
    /// or one in a name of fewer than five letters, or a third of the letters of a long one.
    ///
    /// - Parameters:
    ///   - name: The mistyped name.
    ///   - candidates: What there is; of candidates that are equally near the first is taken.
    ///   - spellings: How a candidate may be spelt.
    /// - Returns: The candidate, or nil when none is near.
    package static func nearest<Candidate>(
        to name: String,
        among candidates: some Sequence<Candidate>,
        spelt spellings: (Candidate) -> [String]
    ) -> Candidate? {
        let limit = max(name.count < 5 ? 1 : 2, name.count / 3)
        let ranked = candidates.compactMap { candidate in
            spellings(candidate).map { editDistance(name, $0) }.min().map { (candidate, $0) }
        }
        return ranked.min { $0.1 < $1.1 }.flatMap { $0.1 <= limit ? $0.0 : nil }
    }
}
