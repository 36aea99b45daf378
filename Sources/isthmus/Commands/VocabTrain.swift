public import ArgumentParser
import Corpora
import Tokenization
public import UnicodeText

extension SegmentUnit: ExpressibleByArgument {}

/// `isthmus vocab train`: a tokenizer from a corpus.
struct VocabTrain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Make a tokenizer from the tokens of a corpus.",
        discussion: """
            Example:
              isthmus vocab train molecules.smi --model smiles --out vocab.json

            The file is a tokenizer.json that Hugging Face's tokenizers reads, and it has how \
            text is rewritten (default: --normalize nfc; molecules are left alone). Case by the \
            rules of a language, folding of case, Latin letters, --within, and words by the rules \
            of Swedish and Finnish or by the dictionaries of Chinese, Japanese, Thai, Lao, Khmer \
            and Burmese (--model word with --locale) are steps that only Isthmus knows. Without \
            --locale each character of those six is a word.
            """
    )

    @OptionGroup var files: InputFiles

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
        help: """
            Of pieces of words: let no token cross the ends of words, sentences or graphemes by \
            the rules and dictionaries of --locale.
            """
    )
    var within: SegmentUnit?

    @OptionGroup(title: "Rewriting, which the tokenizer keeps") var rewriting: RewritingOptions

    @Option(help: ArgumentHelp("Where to write the tokenizer; - is stdout.", valueName: "path"))
    var out: String

    @OptionGroup var memory: TrainingMemoryOption

    @OptionGroup var common: CommonOptions

    /// The most tokens that a file of a tokenizer may have.
    private static let maximumSize = 1 << 24

    func validate() throws {
        if let size, size < 5 {
            throw ValidationError("--size \(size): it must be at least 5, as 4 tokens are special")
        }
        if let size, size > Self.maximumSize {
            throw ValidationError("--size \(size): it must be at most \(Self.maximumSize)")
        }
        if minimumCount < 1 {
            throw ValidationError("--minimum-count \(minimumCount): it must be at least 1")
        }
        try validateRewriting()
    }

    private func validateRewriting() throws {
        if model.readsSMILES, rewriting.rewriting(locale: nil).changesLetters {
            throw ValidationError("SMILES is not rewritten: its letters have other meanings")
        }
        if within != nil, case .whole = model {
            throw ValidationError("--within: for pieces of words, such as --model bpe or unigram")
        }
        let isOfWords = if case .whole(.word) = model { true } else { false }
        try LocaleCode.requireUse(
            of: reading.locale,
            by: [
                "--sentences": reading.sentences, "--lowercase": rewriting.lowercase,
                "--within": within != nil, "--model word": isOfWords,
            ]
        )
    }

    func run() throws {
        switch model {
        case .whole(let kind): try trainWhole(kind)
        case .subword(let method): try trainSubword(method)
        }
    }

    /// How text is rewritten first.
    private func transforms(default form: NormalizationForm?) -> [TextTransform] {
        rewriting.rewriting(locale: reading.locale, form: form).transforms
    }

    private func trainSubword(_ method: SubwordTrainer.Method) throws {
        let trainer = SubwordTrainer(
            method,
            vocabularySize: size ?? TokenizerChoice.defaultSize,
            minimumCount: minimumCount,
            transforms: transforms(default: .nfc),
            segmenter: within.map { Segmenter($0, locale: reading.locale ?? "") }
        )
        let pieces = try count(
            by: trainer.counter(threadCount: common.threadCount, memory: memory.bound)
        )
        let tokenizer = trainer.tokenizer(of: pieces.counts, threadCount: common.threadCount)
        try TokenizerFile.write(tokenizer, to: out, console: common.console)
        let count = tokenizer.vocabulary.count
        common.console.note(
            "\(out): \(counted(count, "token")) learnt from "
                + "\(grouped(pieces.counts.count)) different pieces"
        )
        if let size, count > size {
            common.console.warn(
                "\(out): the characters, bytes and special tokens that it needs are more than --size "
                    + "\(size)"
            )
        }
    }

    private func trainWhole(_ kind: Tokenizer.Kind) throws {
        var counter = VocabularyCounter(
            kind: kind,
            normalizer: Normalizer(transforms(default: model.readsSMILES ? nil : .nfc)),
            locale: reading.locale ?? ""
        )
        counter.add(
            try count(by: counter.counter(threadCount: common.threadCount, memory: memory.bound))
        )
        let tokenizer = counter.tokenizer(
            vocabularySize: size ?? Self.maximumSize,
            minimumCount: minimumCount
        )
        try TokenizerFile.write(tokenizer, to: out, console: common.console)
        let vocabulary = tokenizer.vocabulary
        let unknown = vocabulary.counts?[Int(Vocabulary.unknown)] ?? 0
        let share = Double(unknown) / Double(max(1, counter.totalCount)) * 100
        common.console.note(
            "\(out): \(counted(vocabulary.count, "token")) of \(grouped(counter.pieceCount + 4)); "
                + "\(fixed(share, 2))% of the corpus is unknown"
        )
        if let note = TokenizerFile.note(ofWordsIn: tokenizer) { common.console.note(note) }
    }

    /// Counts the pieces of a text, and tells of one that goes beyond the bound of memory by itself.
    private func add(
        _ text: UnsafeBufferPointer<UInt8>,
        at place: @autoclosure () -> String,
        to counter: CorpusCounter
    ) throws {
        try counter.add(utf8: text)
        guard let size = counter.oversizedPiece(inUTF8: text) else { return }
        common.console.warn(
            "\(place()): a piece of \(grouped(size)) bytes takes more than "
                + "--memory \(memory.memory.defaultValueDescription) to learn from, and is left out; "
                + "give it more"
        )
    }

    /// Adds the records of the files to a counter, as their bytes where they stay as they are.
    private func addRecords(to counter: CorpusCounter) throws {
        let progress = ProgressReporter(besideResults: common.console, atEnd: true)
        let paths = try files.all()
        let summary = try reading.readTexts(
            paths,
            console: common.console,
            progress: progress
        ) { record in
            try add(record.text, at: "\(record.source):\(record.line)", to: counter)
        }
        if summary != nil { return }
        try reading.read(paths, console: common.console, progress: progress) { record in
            var text = record.text
            try text.withUTF8 {
                try add($0, at: "\(record.source):\(record.line)", to: counter)
            }
        }
    }

    /// Counts the pieces of the files, and tells how many did not fit into memory.
    private func count(by counter: CorpusCounter) throws -> CountedPieces {
        try addRecords(to: counter)
        let pieces = try counter.finish()
        if pieces.leftOutCount > 0 {
            common.console.warn(
                "the \(grouped(pieces.leftOutCount)) rarest pieces, "
                    + "\(fixed(pieces.leftOutShare * 100, 2))% of the corpus, did not fit into "
                    + "--memory \(memory.memory.defaultValueDescription) and were left out"
            )
        }
        return pieces
    }
}
