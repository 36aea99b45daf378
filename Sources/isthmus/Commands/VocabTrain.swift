import ArgumentParser
import Corpora
import DurableFiles
import Tokenization
import UnicodeText

/// `isthmus vocab train`: a tokenizer from a corpus.
struct VocabTrain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Make a tokenizer from the tokens of a corpus.",
        discussion: """
            Example:
              isthmus vocab train corpora/molecules/train.smi --model smiles --out vocab.json

            The file is a tokenizer.json that Hugging Face's tokenizers reads.
            """
    )

    @Argument(help: "The files; '-' is stdin.")
    var paths: [String]

    @OptionGroup var reading: CorpusReading

    @Option(help: "What tokens are.")
    var model: TokenizerChoice

    @Option(
        help: ArgumentHelp(
            "The most tokens, four special ones included (pieces of words: 8000).",
            valueName: "n"
        )
    )
    var size: Int?

    @Option(help: ArgumentHelp("How often a token must occur.", valueName: "n"))
    var minimumCount = 1

    @Option(
        help: ArgumentHelp(
            "The form of Unicode that the tokenizer brings text into: nfc, nfd, nfkc, nfkd or none "
                + "(default: nfc; of molecules none).",
            valueName: "form"
        )
    )
    var normalize: NormalizationChoice?

    @Flag(help: "Turn text to lower case.")
    var lowercase = false

    @Option(help: ArgumentHelp("Where to write the tokenizer.", valueName: "path"))
    var out: String

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let size, size < 5 {
            throw ValidationError("--size \(size): it must be at least 5, as 4 tokens are special")
        }
        if minimumCount < 1 {
            throw ValidationError("--minimum-count \(minimumCount): it must be at least 1")
        }
    }

    func run() throws {
        switch model {
        case .whole(let kind): try trainWhole(kind)
        case .subword(let method): try trainSubword(method)
        }
    }

    /// The form that is chosen, or else the one given.
    private func form(default form: NormalizationForm?) -> NormalizationForm? {
        normalize.map(\.form) ?? form
    }

    private func trainSubword(_ method: SubwordTrainer.Method) throws {
        var trainer = SubwordTrainer(
            method,
            vocabularySize: size ?? TokenizerChoice.defaultSize,
            minimumCount: minimumCount,
            lowercased: lowercase,
            normalization: form(default: .nfc)
        )
        try reading.read(paths, console: common.console) { trainer.add($0.text) }
        let tokenizer = trainer.tokenizer()
        try AtomicFile.write(tokenizer.json(), to: out)
        common.console.note(
            "\(out): \(counted(tokenizer.vocabulary.count, "token")) learnt from "
                + "\(grouped(trainer.pieceCount)) different pieces"
        )
    }

    private func trainWhole(_ kind: Tokenizer.Kind) throws {
        var counter = VocabularyCounter(
            kind: kind,
            normalizer: Normalizer(
                form: form(default: [.smiles, .selfies].contains(kind) ? nil : .nfc),
                isLowercased: lowercase
            )
        )
        try reading.read(paths, console: common.console) { counter.add($0.text) }
        let tokenizer = counter.tokenizer(vocabularySize: size, minimumCount: minimumCount)
        try AtomicFile.write(tokenizer.json(), to: out)
        let vocabulary = tokenizer.vocabulary
        let unknown = vocabulary.counts?[Int(Vocabulary.unknown)] ?? 0
        let share = Double(unknown) / Double(max(1, counter.totalCount)) * 100
        common.console.note(
            "\(out): \(counted(vocabulary.count, "token")) of \(grouped(counter.pieceCount + 4)); "
                + "\(fixed(share, 2))% of the corpus is unknown"
        )
    }
}
