internal import JSONText

/// The two files of GPT-2's tokenizers: `vocab.json`, tokens and ids, and `merges.txt`.
public struct GPT2Files: Hashable, Sendable {
    /// The contents of `vocab.json`.
    public var vocabulary: [UInt8]

    /// The contents of `merges.txt`: two tokens a line with a space between them, after a line that
    /// states the version.
    public var merges: [UInt8]

    /// Wraps the contents of the files.
    public init(vocabulary: [UInt8], merges: [UInt8]) {
        self.vocabulary = vocabulary
        self.merges = merges
    }

    /// The files of a pipeline, or nil when its model is no byte-pair encoding.
    ///
    /// The stages before and after the model are not part of them.
    public init?(_ pipeline: TokenizationPipeline) {
        guard let model = pipeline.model as? BPEModel else { return nil }
        var tokens = model.tokens
        for added in pipeline.addedTokens { tokens.insert(added.content, id: added.id) }
        vocabulary = Array((tokens.object.serialized() + "\n").utf8)
        var lines = "#version: 0.2\n"
        for merge in model.spelledMerges { lines += "\(merge.left) \(merge.right)\n" }
        merges = Array(lines.utf8)
    }

    /// A pipeline as GPT-2 has it: pieces by its pattern, bytes as symbols.
    ///
    /// - Parameter source: The names of the files, for errors.
    /// - Returns: The pipeline; `<|endoftext|>` is a special token of it if it is a token.
    /// - Throws: ``TokenizerFormatError``.
    public func pipeline(
        source: (vocabulary: String, merges: String) = ("vocab.json", "merges.txt")
    ) throws(TokenizerFormatError) -> TokenizationPipeline {
        let tokens = try inventory(source.vocabulary)
        let end = "<|endoftext|>"
        let added = tokens.id(of: end).map { [AddedToken(id: $0, content: end)] } ?? []
        return TokenizationPipeline(
            addedTokens: added,
            preTokenizers: [.byteLevel(ByteLevelOptions(addsPrefixSpace: false))],
            model: BPEModel(
                tokens: tokens,
                merges: try readMerges(tokens, source.merges),
                readsBytes: true
            ),
            decoders: [.byteLevel]
        )
    }

    private func inventory(_ source: String) throws(TokenizerFormatError) -> TokenInventory {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: vocabulary)
        } catch {
            throw TokenizerFormatError(error, source: source)
        }
        return try SchemaNode(value, source: source).inventory()
    }

    private func readMerges(
        _ tokens: TokenInventory,
        _ source: String
    ) throws(TokenizerFormatError) -> [BPEMerge] {
        var result: [BPEMerge] = []
        let reader = BPEMergeReader(tokens: tokens, prefix: nil)
        for (number, line) in TextLines(merges).enumerated() where !line.isEmpty {
            let text = String(decoding: line, as: UTF8.self)
            if text.hasPrefix("#version") { continue }
            let parts = text.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw Self.error(
                    "expected two tokens with a space between them",
                    number + 1,
                    text,
                    source
                )
            }
            switch reader.merge(String(parts[0]), String(parts[1])) {
            case .success(let merge): result.append(merge)
            case .failure(let missing):
                throw Self.error(
                    "the token \(missing.quoted) is not in the vocabulary",
                    number + 1,
                    text,
                    source
                )
            }
        }
        return result
    }

    private static func error(
        _ problem: String,
        _ line: Int,
        _ text: String,
        _ source: String
    ) -> TokenizerFormatError {
        TokenizerFormatError(
            problem,
            line: line,
            excerpt: text,
            source: source,
            advice: "Use the two files that belong together, unchanged."
        )
    }
}

/// The lines of a text, without their ends.
struct TextLines: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>

    init(_ text: [UInt8]) { rest = text[...] }

    /// The next line, nil after the last; an empty last line is none.
    mutating func next() -> ArraySlice<UInt8>? {
        if rest.isEmpty { return nil }
        let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
        var line = rest[rest.startIndex..<end]
        rest = rest[Swift.min(end + 1, rest.endIndex)...]
        if line.last == 0x0D { line.removeLast() }
        return line
    }
}
