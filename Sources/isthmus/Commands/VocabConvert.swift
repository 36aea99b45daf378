import ArgumentParser
import DurableFiles
import Tokenization

/// `isthmus vocab convert`: a tokenizer in another format.
struct VocabConvert: ParsableCommand {
    /// The formats that are written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        /// Hugging Face's tokenizer.json.
        case json
        /// GPT-2's vocab.json and merges.txt, in a folder.
        case gpt2
        /// Tokens in Base64 with their ranks.
        case tiktoken
        /// SentencePiece's .model, of a unigram tokenizer or of another .model.
        case sentencepiece
        /// BERT's vocab.txt, of a WordPiece tokenizer.
        case wordpiece
    }

    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Write a tokenizer in another format.",
        discussion: """
            Example:
              isthmus vocab convert cl100k.tiktoken --pattern cl100k --out tokenizer.json

            A tokenizer.json holds everything. GPT-2's files and .tiktoken hold tokens and \
            merges: how text is cut is not in them. Nor is it in BERT's vocab.txt, where the \
            special tokens are [PAD], [CLS], [SEP] and [UNK]. A .model leaves the canonical \
            composition of text to whoever reads it.

            A tokenizer.json made of a .model gives other ids around user-defined pieces and for \
            unknown words in a row; encode and decode with the .model itself give the exact \
            ones.
            """
    )

    @Argument(help: TokenizerFile.help)
    var path: String

    @Option(
        help: "The format: json, gpt2 (a folder), tiktoken, sentencepiece or wordpiece."
    )
    var to = Format.json

    @Option(help: ArgumentHelp("Where to write; - is stdout.", valueName: "path"))
    var out: String

    @OptionGroup var pattern: PatternOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        let file = try TokenizerFile(path)
        let tokenizer =
            try to == .json
            ? pattern.tokenizer(of: file, console: common.console)
            : file.tokenizer(pattern: pattern.pattern)
        if let warning = TokenizerFile.warning(ofWhatIsPassedOverBy: tokenizer, at: path) {
            common.console.warn(warning)
        }
        switch to {
        case .json: try TokenizerFile.write(tokenizer, to: out, console: common.console)
        case .gpt2: try writeGPT2(tokenizer)
        case .sentencepiece:
            let given = try file.sentencePiece()?.model
            let made = tokenizer.pipeline.flatMap { SentencePieceModel($0) }
            guard let model = given ?? made else {
                throw unfit("is no unigram model, or changes text in ways of its own")
            }
            try TokenizerFile.write(model.serialized, to: out)
        case .wordpiece:
            let model = tokenizer.pipeline?.model as? WordPieceModel
            guard let lines = model?.bertVocabulary else { throw unfit("is no WordPiece model") }
            try TokenizerFile.write(lines, to: out)
        case .tiktoken:
            guard let file = tokenizer.pipeline.flatMap({ TiktokenFile($0) }) else {
                throw unfit("is no byte-pair encoding of bytes")
            }
            try TokenizerFile.write(file.bytes, to: out)
        }
        if to != .json { warnOfLostSteps(tokenizer) }
        common.console.note("\(out): \(counted(TokenNumbering(tokenizer).count, "token"))")
    }

    /// Warns of steps that the file cannot say, which a user must take before other programs encode.
    private func warnOfLostSteps(_ tokenizer: Tokenizer) {
        let isOfPairs = to == .gpt2 || to == .tiktoken
        let rewriting = isOfPairs ? tokenizer.normalizerTypes.filter { $0 != "NFC" } : []
        let steps = rewriting + tokenizer.ownSteps.filter { !rewriting.contains($0) }
        if !steps.isEmpty {
            common.console.warn("\(out): it does not say \(steps.joined(separator: ", "))")
        }
        if to == .gpt2, tokenizer.pipeline?.model.readsBytes == false {
            common.console.warn(
                "\(out): its tokens are of characters, and programs that read GPT-2's files, as this "
                    + "one, cut text into bytes"
            )
        }
    }

    private func writeGPT2(_ tokenizer: Tokenizer) throws {
        guard let files = tokenizer.pipeline.flatMap({ GPT2Files($0) }) else {
            throw unfit("is no byte-pair encoding")
        }
        if out == "-" { throw ToolError.usage("--out -: gpt2 is two files, so name a folder") }
        try Directory.create(out)
        try AtomicFile.write(files.vocabulary, to: out + "/vocab.json")
        try AtomicFile.write(files.merges, to: out + "/merges.txt")
    }

    private func unfit(_ reason: String) -> ToolError {
        ToolError.badData(
            "\(path): the tokenizer \(reason), so it cannot be written as \(to.rawValue)"
        )
    }
}
