/// A `.tiktoken` file: a token in Base64 and its rank a line, the rank being the id.
///
/// The file has neither the pattern that cuts text nor special tokens.
public struct TiktokenFile: Hashable, Sendable {
    /// The contents.
    public var bytes: [UInt8]

    /// Wraps the contents of a file.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The file of a pipeline, or nil when its model is no byte-pair encoding of bytes.
    ///
    /// Special tokens are left out; the ids of the others are kept.
    public init?(_ pipeline: TokenizationPipeline) {
        guard let model = pipeline.model as? BPEModel, model.readsBytes else { return nil }
        let added = Set(pipeline.addedTokens.map(\.id))
        var lines = ""
        for (id, token) in model.tokens.entries where !added.contains(id) {
            guard let bytes = ByteAlphabet.bytes(of: token) else { return nil }
            lines += "\(Base64.encode(bytes)) \(id)\n"
        }
        bytes = Array(lines.utf8)
    }

    /// A pipeline whose pieces are cut by a pattern.
    ///
    /// Two neighbours are joined if together they are a token, the one of the lowest rank first.
    ///
    /// - Parameters:
    ///   - pattern: What cuts text; the file does not say.
    ///   - specials: The special tokens and their ids.
    ///   - source: The name of the file, for errors.
    /// - Returns: The pipeline.
    /// - Throws: ``TokenizerFormatError``.
    public func pipeline(
        pattern: SplitPattern = .cl100k,
        specials: [AddedToken] = [],
        source: String = "file.tiktoken"
    ) throws(TokenizerFormatError) -> TokenizationPipeline {
        let ranks = try ranks(source)
        var tokens = TokenInventory()
        for entry in ranks { tokens.insert(ByteAlphabet.spelling(of: entry.bytes), id: entry.id) }
        var options = BPEModel.Options()
        options.ignoresMerges = true
        return TokenizationPipeline(
            addedTokens: specials,
            preTokenizers: [
                .split(pattern, .isolated, isInverted: false),
                .byteLevel(ByteLevelOptions(addsPrefixSpace: false, usesPattern: false)),
            ],
            model: BPEModel(
                tokens: tokens,
                merges: Self.merges(ranks),
                options: options,
                readsBytes: true
            ),
            decoders: [.byteLevel]
        )
    }

    private func ranks(
        _ source: String
    ) throws(TokenizerFormatError) -> [(bytes: [UInt8], id: TokenID)] {
        var result: [(bytes: [UInt8], id: TokenID)] = []
        var table = TokenInventory()
        for (number, line) in TextLines(bytes).enumerated() where !line.isEmpty {
            func error(_ problem: String) -> TokenizerFormatError {
                TokenizerFormatError(
                    problem,
                    line: number + 1,
                    excerpt: String(decoding: line.prefix(80), as: UTF8.self),
                    source: source,
                    advice: "A line is a token in Base64, a space and a number of its own."
                )
            }
            let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
            guard parts.count == 2, let token = Base64.decode(parts[0]), !token.isEmpty else {
                throw error("expected a token in Base64 and a number")
            }
            guard let rank = Int(String(decoding: parts[1], as: UTF8.self)),
                0..<SchemaNode.idLimit ~= rank
            else { throw error("the rank is not from 0 to \(SchemaNode.idLimit - 1)") }
            let isNew = token.withUnsafeBufferPointer { table.insert($0, id: TokenID(rank)) }
            guard isNew else { throw error("the token, or its rank, came before") }
            result.append((token, TokenID(rank)))
        }
        return result.sorted { $0.id < $1.id }
    }

    /// All ways to make a token of two others, by the rank of the token.
    private static func merges(_ ranks: [(bytes: [UInt8], id: TokenID)]) -> [BPEMerge] {
        var tokens = TokenInventory()
        for entry in ranks {
            entry.bytes.withUnsafeBufferPointer { _ = tokens.insert($0, id: entry.id) }
        }
        var result: [BPEMerge] = []
        for entry in ranks where entry.bytes.count > 1 {
            var ways: [BPEMerge] = []
            entry.bytes.withUnsafeBufferPointer { bytes in
                for cut in 1..<bytes.count {
                    let left = tokens.id(of: UnsafeBufferPointer(rebasing: bytes[..<cut]))
                    let right = tokens.id(of: UnsafeBufferPointer(rebasing: bytes[cut...]))
                    if left >= 0, right >= 0 {
                        ways.append(BPEMerge(left: left, right: right, result: entry.id))
                    }
                }
            }
            result += ways.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
        }
        return result
    }
}
