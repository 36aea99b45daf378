import Checkpoints
import DurableFiles
import Tokenization
import Training
import UnicodeText

extension TrainJob {
    /// Where the tokenizer of the model is.
    var tokenizerPath: String { folder.file("tokenizer.json") }

    /// The tokenizer of the training that goes on.
    func keptTokenizer() throws -> Tokenizer { try TokenizerFile.read(tokenizerPath) }

    /// The tokenizer that the configuration asks for: learnt from the texts, or read.
    func makeTokenizer(_ texts: [String], note: (String) -> Void) throws -> Tokenizer {
        let name = configuration.data.tokenizer
        switch TokenizerChoice(argument: name) {
        case nil: return try readTokenizer(name, note: note)
        case .whole(let kind): return try wholeTokenizer(texts, kind)
        case .subword(let method): return try subwordTokenizer(texts, method)
        }
    }

    private func subwordTokenizer(
        _ texts: [String],
        _ method: SubwordTrainer.Method
    ) throws -> Tokenizer {
        let size = configuration.data.vocabularySize
        let trainer = SubwordTrainer(
            method,
            vocabularySize: size > 0 ? size : TokenizerChoice.defaultSize,
            minimumCount: configuration.data.minimumCount,
            transforms: configuration.rewriting(of: .subword(method)).transforms
        )
        let pieces = try trainer.counter(threadCount: threads).counts(of: texts)
        return trainer.tokenizer(of: pieces.counts, threadCount: threads)
    }

    private func wholeTokenizer(_ texts: [String], _ kind: Tokenizer.Kind) throws -> Tokenizer {
        let size = configuration.data.vocabularySize
        var counter = VocabularyCounter(
            kind: kind,
            normalizer: Normalizer(configuration.rewriting(of: .whole(kind)).transforms),
            locale: configuration.data.locale
        )
        counter.add(try counter.counter(threadCount: threads).counts(of: texts))
        return counter.tokenizer(
            vocabularySize: size > 0 ? size : nil,
            minimumCount: configuration.data.minimumCount
        )
    }

    private func readTokenizer(_ path: String, note: (String) -> Void) throws -> Tokenizer {
        guard FileContents.exists(path) || Directory.exists(path) else {
            let names = TokenizerChoice.allValueStrings.sorted().joined(separator: ", ")
            throw ToolError.usage("--tokenizer \(path): neither a file nor one of \(names)")
        }
        let pattern = PatternName(rawValue: configuration.data.pattern)
        let file = try TokenizerFile(path)
        let tokenizer = try file.tokenizer(pattern: pattern)
        try file.choice(of: pattern).message.map(note)
        TokenizerFile.warning(ofWhatIsPassedOverBy: tokenizer, at: path).map(note)
        if file.format == .sentencePiece {
            note(
                "\(path): what is learnt from are the tokens of a tokenizer.json made of it, which "
                    + "differ around user-defined pieces and for unknown words in a row"
            )
        }
        return tokenizer
    }
}
