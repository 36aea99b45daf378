extension TokenInventory {
    /// Reads a `vocab.txt`, as BERT's tokenizers have it: a token a line, numbered from 0.
    ///
    /// Line ends may be those of Windows, and the last one may be missing.
    ///
    /// - Parameters:
    ///   - lines: The file's contents, in UTF-8.
    ///   - source: The name of the file, for errors.
    /// - Throws: ``TokenizerFormatError``, when a line is empty, not UTF-8 or there twice, or when there are
    ///   more than 16,777,216.
    public init(
        lines: some Sequence<UInt8>,
        source: String = "vocab.txt"
    ) throws(TokenizerFormatError) {
        try self.init(lines: lines, source: source, limit: SchemaNode.idLimit)
    }

    /// Reads a `vocab.txt` of at most so many tokens.
    package init(
        lines: some Sequence<UInt8>,
        source: String,
        limit: Int
    ) throws(TokenizerFormatError) {
        self.init()
        for (number, line) in TextLines(Array(lines)).enumerated() {
            if let problem = problem(adding: line, id: number, limit) {
                throw TokenizerFormatError(
                    problem,
                    at: ["line \(number + 1)"],
                    source: source,
                    advice: "Give each token once, one a line, in UTF-8."
                )
            }
        }
    }

    /// Adds the token of a line; what keeps it from being one, or nil.
    private mutating func problem(
        adding line: ArraySlice<UInt8>,
        id number: Int,
        _ limit: Int
    ) -> String? {
        guard number < limit else {
            return "there are more tokens than the \(limit) that a model can have"
        }
        let id = TokenID(number)
        guard let token = String(validating: line, as: UTF8.self) else {
            return "the line is not UTF-8"
        }
        if token.isEmpty { return "the line is empty" }
        if insert(token, id: id) { return nil }
        let first = self.id(of: token).map { "line \($0 + 1)" } ?? "another line"
        return "\"\(token)\" is also on \(first)"
    }

    /// The tokens as a `vocab.txt`, or nil when a token holds a line end or an id is missing.
    public var lines: [UInt8]? {
        guard count == idLimit else { return nil }
        var result: [UInt8] = []
        for (_, token) in entries {
            if token.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) { return nil }
            result += token.utf8
            result.append(0x0A)
        }
        return result
    }
}
