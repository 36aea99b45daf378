import UnicodeText

/// The names by which fields are recognised and suggested.
enum FieldNames {
    /// The names of fields that hold what is learnt from.
    static let usual = ["smiles", "canonical_smiles", "text", "sentence"]

    /// The names of fields that hold a record's identifier.
    static let identifiers = ["id", "identifier", "uid", "name", "title"]

    /// The positions of names that are among the usual ones, whatever their case.
    static func usualIndices(in names: [String]) -> [Int] {
        names.indices.filter { usual.contains(normalized(names[$0])) }
    }

    /// Whether a row of a table reads like names of columns.
    static func looksLikeHeader(_ names: [String]) -> Bool {
        names.contains { usual.contains(normalized($0)) || identifiers.contains(normalized($0)) }
    }

    /// The nearest of some names to a mistyped one, if it is near enough to suggest.
    private static func nearest(to name: String, among names: [String]) -> String? {
        Misspelling.nearest(to: normalized(name), among: names) { [normalized($0)] }
    }

    /// Adds names to those that were found, which are kept for messages, the first hundred.
    static func remember(_ names: [String], in found: inout [String]) {
        for name in names where found.count < 100 && !found.contains(name) { found.append(name) }
    }

    /// A list for a message, cut where it is long.
    static func list(_ names: [String]) -> String {
        let shown = names.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
        return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
    }

    /// The fault of a name that a file does not have, with the names that it has.
    ///
    /// - Parameters:
    ///   - kind: What the name is of: a column or a field.
    ///   - wanted: The name, or a dotted path that ends with it.
    ///   - names: The names there are.
    ///   - source: The file.
    ///   - line: The line of the names.
    /// - Returns: The fault, which suggests the nearest name.
    static func unknown(
        _ kind: String,
        _ wanted: String,
        among names: [String],
        source: String,
        line: Int
    ) -> CorpusError {
        if kind == "field", names.contains(wanted) {
            return dotted(wanted, source: source, line: line)
        }
        let isNumber = kind == "column" && Int(wanted) != nil
        let last = wanted.split(separator: ".").last.map(String.init) ?? wanted
        let near =
            isNumber ? nil : nearest(to: wanted, among: names) ?? nearest(to: last, among: names)
        let suggestion = near.map { " (did you mean '\($0)'?)" } ?? ""
        return CorpusError(
            kind: .selection,
            source: source,
            line: line,
            message: names.isEmpty
                ? "there is no \(kind) '\(wanted)', nor any other"
                : "there is no \(kind) '\(wanted)'\(suggestion); the \(kind)s are: \(list(names))"
        )
    }

    /// The fault of a path that was meant for a name with a dot.
    private static func dotted(_ name: String, source: String, line: Int) -> CorpusError {
        CorpusError(
            kind: .selection,
            source: source,
            line: line,
            message: "dots divide the names of a path; write the name with one as "
                + "'\(JSONPath.dotted([name]))'"
        )
    }

    private static func normalized(_ name: String) -> String {
        name.lowercased().replacing(" ", with: "_")
    }
}
