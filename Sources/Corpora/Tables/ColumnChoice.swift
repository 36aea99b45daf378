/// Which column of a table is read, decided on its first row.
struct ColumnChoice {
    /// The position of the column, from 0.
    var index: Int

    /// The position of the column of identifiers.
    var identifier: Int?

    /// Whether the first row holds names and is no record.
    var hasHeader: Bool

    /// What to tell the user, where the choice was not hers.
    var note: String?

    /// Decides.
    ///
    /// - Parameters:
    ///   - selection: A column's name, or its number from 1, or nil for the one usual name.
    ///   - names: The fields of the first row.
    ///   - source: The file, for messages.
    /// - Throws: A ``CorpusError`` that lists the columns.
    init(selection: String?, names: [String], source: String) throws {
        if let selection {
            try self.init(selection, names, source)
        } else {
            try self.init(usualNameIn: names, source)
        }
        if hasHeader {
            let others = names.indices.filter { $0 != index }
            identifier = others.first { FieldNames.identifiers.contains(names[$0].lowercased()) }
        }
    }

    private init(_ selection: String, _ names: [String], _ source: String) throws {
        let matches = names.indices.filter { names[$0] == selection }
        let loose = names.indices.filter { names[$0].lowercased() == selection.lowercased() }
        if let match = matches.first ?? loose.first {
            (index, hasHeader) = (match, true)
            if Int(selection) != nil {
                note =
                    "line 1 was taken for a header, and column \(match + 1), whose name is '\(selection)', was chosen"
            }
        } else if let number = Int(selection), names.indices.contains(number - 1) {
            (index, hasHeader) = (number - 1, FieldNames.looksLikeHeader(names))
            note = "line 1 was taken for \(hasHeader ? "a header" : "a record")"
        } else {
            throw FieldNames.unknown("column", selection, among: names, source: source, line: 1)
        }
    }

    private init(usualNameIn names: [String], _ source: String) throws {
        let candidates = FieldNames.usualIndices(in: names)
        if let match = candidates.first, candidates.count == 1 {
            (index, hasHeader) = (match, true)
            note = "column '\(names[match])' was chosen"
        } else if names.count == 1 {
            (index, hasHeader) = (0, false)
            note = "the one column was chosen, without a header"
        } else {
            throw Self.undecided(names, source)
        }
    }

    private static func undecided(_ names: [String], _ source: String) -> CorpusError {
        CorpusError(
            kind: .selection,
            source: source,
            line: 1,
            message: "select the column to read, by name or by number from 1; the columns are: "
                + FieldNames.list(names)
        )
    }
}
