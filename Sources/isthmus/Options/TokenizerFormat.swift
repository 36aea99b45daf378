import DurableFiles

/// What a file with a tokenizer holds, by its name, and where that is no usual one, by its first
/// bytes.
enum TokenizerFormat: Hashable {
    /// Hugging Face's tokenizer.json.
    case json
    /// GPT-2's vocab.json, with the path of its merges.txt.
    case pairs(merges: String)
    /// Tokens in Base64 with their ranks.
    case tiktoken
    /// SentencePiece's .model.
    case sentencePiece
    /// BERT's vocab.txt.
    case wordPiece

    /// The files of GPT-2's format, by their usual names and by OpenAI's.
    private static let pairs = [("vocab.json", "merges.txt"), ("encoder.json", "vocab.bpe")]

    /// The files that folders hold tokenizers in; the first that is there counts.
    private static let names = [
        "tokenizer.json", "vocab.json", "encoder.json", "vocab.txt", "tokenizer.model",
        "spiece.model", "sentencepiece.bpe.model",
    ]

    /// The path of the tokenizer in a folder, as that of a model; a file's own path.
    static func file(at path: String) throws -> String {
        guard Directory.exists(path) else { return path }
        let folder = path.hasSuffix("/") ? path : path + "/"
        guard let name = names.first(where: { FileContents.exists(folder + $0) }) else {
            throw ToolError.badData(
                "\(path): the folder has no tokenizer.json, nor another file of a usual name; give "
                    + "the path of the file"
            )
        }
        return folder + name
    }

    /// The format of a file.
    init(path: String, bytes: [UInt8]) {
        if path.hasSuffix(".tiktoken") {
            self = .tiktoken
        } else if path.hasSuffix("vocab.txt") {
            self = .wordPiece
        } else if let merges = Self.merges(beside: path) {
            self = .pairs(merges: merges)
        } else if path.hasSuffix(".json") {
            self = .json
        } else if Self.beginsWithRank(bytes) {
            self = .tiktoken
        } else if path.hasSuffix(".model") || bytes.first == 0x0A {
            self = .sentencePiece
        } else {
            self = Self.hasUnknownWord(bytes) ? .wordPiece : .json
        }
    }

    /// The merges of a vocab.json, if there are any.
    private static func merges(beside path: String) -> String? {
        for (vocabulary, merges) in pairs where path.hasSuffix(vocabulary) {
            let other = path.dropLast(vocabulary.count) + merges
            if FileContents.exists(String(other)) { return String(other) }
        }
        return nil
    }

    /// Whether the first line is a word in Base64 and a number, as in files of ranks that are called
    /// tokenizer.model.
    private static func beginsWithRank(_ bytes: [UInt8]) -> Bool {
        let line = bytes.prefix(1 << 10).prefix { $0 != 0x0A && $0 != 0x0D }
        let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 2, let token = parts.first, let rank = parts.last else { return false }
        return !token.isEmpty && token.count.isMultiple(of: 4) && token.allSatisfy(isBase64)
            && !rank.isEmpty && rank.allSatisfy { 0x30...0x39 ~= $0 }
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: [UInt8]("+/=".utf8).contains(byte)
        }
    }

    /// Whether one of the first lines is BERT's unknown token.
    private static func hasUnknownWord(_ bytes: [UInt8]) -> Bool {
        bytes.prefix(1 << 16).split { $0 == 0x0A || $0 == 0x0D }
            .contains { $0.elementsEqual("[UNK]".utf8) }
    }
}
