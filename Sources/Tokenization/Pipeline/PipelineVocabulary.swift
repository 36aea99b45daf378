/// The tokens of a pipeline as models are trained on them: the special ones with the ids 0 to 3.
///
/// A pipeline that was made elsewhere has its special tokens at other ids, or lacks some. Here the
/// tokens that pad, begin, end and are unknown come first, and the others follow in the order of
/// their ids. Where a pipeline has them so already, all ids stay the same.
struct PipelineVocabulary: Sendable {
    /// The tokens by the new ids.
    let vocabulary: Vocabulary

    /// The new id of each id of the pipeline, and the other way round; -1 for none.
    private let newIDs: [TokenID]
    private let oldIDs: [TokenID]

    /// The usual spellings of the tokens that pad, begin and end.
    private static let spellings = [
        ["<pad>", "[PAD]", "<|padding|>", "<|pad|>", "<|finetune_right_pad_id|>"],
        ["<bos>", "<s>", "[CLS]", "<|begin_of_text|>", "<|startoftext|>", "[BOS]"],
        ["<eos>", "</s>", "[SEP]", "<|endoftext|>", "<|end_of_text|>", "<|im_end|>", "[EOS]"],
    ]

    init(_ pipeline: TokenizationPipeline) {
        var oldIDs = Self.specials(of: pipeline)
        let roles = Set(oldIDs)
        var table = TokenTable(specials: ())
        for id in 0..<TokenID(pipeline.idLimit) where !roles.contains(id) {
            guard let token = pipeline.spelling(of: id) else { continue }
            oldIDs.append(id)
            if !Self.insert(token, into: &table) { _ = Self.insert("\(token)#\(id)", into: &table) }
        }
        var newIDs = Array(repeating: TokenID(-1), count: pipeline.idLimit)
        for (new, old) in oldIDs.enumerated() where old >= 0 { newIDs[Int(old)] = TokenID(new) }
        self.oldIDs = oldIDs
        self.newIDs = newIDs
        vocabulary = Vocabulary(table: table, counts: nil)
    }

    /// The ids of the tokens with the four roles, -1 for those that there are not.
    private static func specials(of pipeline: TokenizationPipeline) -> [TokenID] {
        let named = spellings.map { spellings in
            spellings.lazy.compactMap { pipeline.id(of: $0) }.first ?? -1
        }
        let unknown = pipeline.model.unknownID ?? pipeline.id(of: "<unk>") ?? -1
        return named + [named.contains(unknown) ? -1 : unknown]
    }

    private static func insert(_ token: String, into table: inout TokenTable) -> Bool {
        var token = token
        return token.withUTF8 { table.insert($0).isNew }
    }

    /// The new id of a token of text, which is never one that pads, begins or ends.
    func newID(of id: TokenID) -> TokenID { max(Vocabulary.unknown, newIDs[Int(id)]) }

    /// The text of tokens; those that pad, begin or end are left out, the unknown is `<unk>`.
    func decode(_ ids: some Sequence<TokenID>, by pipeline: TokenizationPipeline) -> String {
        var text = ""
        var run: [TokenID] = []
        for id in ids where vocabulary.contains(id) && id >= Vocabulary.unknown {
            if id == Vocabulary.unknown {
                text += pipeline.decode(run) + "<unk>"
                run = []
            } else {
                run.append(oldIDs[Int(id)])
            }
        }
        return text + pipeline.decode(run)
    }
}
