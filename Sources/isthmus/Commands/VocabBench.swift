import ArgumentParser
import JSONText
import Tokenization

/// `isthmus vocab bench`: how fast a tokenizer is learnt and used.
struct VocabBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure how fast tokenizers are learnt and used.",
        discussion: """
            Example:
              isthmus vocab bench corpora/sentences/train.txt --model byte-bpe --size 4000

            Prints one JSON object: megabytes of UTF-8 a second, all lines in memory. Encoding \
            begins with nothing remembered of earlier text. With --vocab nothing is learnt, and a \
            SentencePiece .model encodes exactly as its package does, on one thread.
            """
    )

    @Argument(help: "The text, a sequence a line.")
    var path: String

    @Option(help: "What to learn (byte-bpe).")
    var model: TokenizerChoice?

    @Option(help: ArgumentHelp("The most tokens (\(VocabBench.defaultSize)).", valueName: "n"))
    var size: Int?

    /// More than `vocab train` learns without being asked, as in published measurements.
    private static let defaultSize = 16000

    @Option(help: ArgumentHelp("A tokenizer to measure instead.", valueName: "path"))
    var vocab: String?

    @OptionGroup var pattern: PatternOption

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let size, size < 5 {
            throw ValidationError("--size \(size): it must be at least 5, as 4 tokens are special")
        }
        if vocab != nil, model != nil || size != nil {
            throw ValidationError(
                "\(model == nil ? "--size" : "--model"): with --vocab nothing is learnt; leave one of them out"
            )
        }
        if pattern.pattern != nil, vocab == nil {
            throw ValidationError("--pattern: it is for a .tiktoken file that --vocab names")
        }
    }

    func run() throws {
        let file = try vocab.map { try TokenizerFile($0) }
        let given = try file.map { try pattern.tokenizer(of: $0, console: common.console) }
        let exact = try file?.sentencePiece()
        let choice = model ?? .subword(.byteBPE)
        let (lines, failedCount) = try readLines(given?.readsSMILES ?? choice.readsSMILES)
        let megabytes = Double(lines.reduce(0) { $0 + $1.utf8.count + 1 }) / 1e6
        let clock = ContinuousClock()
        var tokenizer = given
        let training = try clock.measure { tokenizer = try tokenizer ?? learn(choice, lines) }
        guard let tokenizer else { return }
        var count = 0
        let encoding = clock.measure { count = encode(lines, tokenizer, exact) }
        var result = JSONObject()
        result["model"] = .string(vocab ?? choice.defaultValueDescription)
        result["threads"] = JSONValue(common.threadCount)
        result["vocabulary"] = JSONValue(tokenizer.vocabulary.count)
        result["megabytes"] = JSONValue(megabytes)
        if failedCount > 0 { result["failed_lines"] = JSONValue(failedCount) }
        result["tokens"] = JSONValue(count)
        if vocab == nil { result["train_MB_per_s"] = JSONValue(megabytes / seconds(training)) }
        result["encode_MB_per_s"] = JSONValue(megabytes / seconds(encoding))
        result["peak_rss_mb"] = JSONValue(Processor.peakMemoryInMegabytes)
        try StandardOutput.writing { try $0.line(JSONValue.object(result).serialized()) }
    }

    /// The lines, and how many besides could not be read.
    private func readLines(_ isMolecules: Bool) throws -> (lines: [String], failedCount: Int) {
        let input = try InputLines(
            path: path,
            isMolecules: isMolecules,
            hint: "isthmus vocab bench corpus.txt",
            console: common.console
        )
        var lines: [String] = []
        var failures = LineFailures(console: common.console)
        var failedCount = 0
        while let line = try input.next() {
            if let text = line.text {
                lines.append(text)
                failures.succeed()
            } else {
                failures.report(line.problem ?? "unreadable")
                failedCount += 1
            }
        }
        try failures.finish()
        return (lines, failedCount)
    }

    private func learn(_ choice: TokenizerChoice, _ lines: [String]) throws -> Tokenizer {
        let size = size ?? Self.defaultSize
        switch choice {
        case .whole(let kind):
            var counter = VocabularyCounter(kind: kind)
            counter.add(try counter.counter(threadCount: common.threadCount).counts(of: lines))
            return counter.tokenizer(vocabularySize: size)
        case .subword(let method):
            let trainer = SubwordTrainer(method, vocabularySize: size)
            let counter = trainer.counter(threadCount: common.threadCount)
            let counts = try counter.counts(of: lines).counts
            return trainer.tokenizer(of: counts, threadCount: common.threadCount)
        }
    }

    private func encode(
        _ lines: [String],
        _ tokenizer: Tokenizer,
        _ exact: SentencePieceTokenizer?
    ) -> Int {
        if let exact { return lines.reduce(0) { $0 + exact.ids(of: $1).count } }
        guard let pipeline = tokenizer.pipeline else {
            return tokenizer.batch(lines, threadCount: common.threadCount).ids.count
        }
        return pipeline.batch(lines, threadCount: common.threadCount).ids.count
    }

    private func seconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
