import Checkpoints
import DurableFiles
import Tokenization
import Training
import UnicodeText

extension TrainJob {
    /// Where the tokenizer of the model is.
    var tokenizerPath: String { folder.file("tokenizer.json") }

    /// The tokenizer of the training that goes on.
    func keptTokenizer() throws -> Tokenizer { try readTokenizer(tokenizerPath) }

    /// The tokenizer that the configuration asks for: learnt from the texts, or read.
    func makeTokenizer(_ texts: [String]) throws -> Tokenizer {
        let name = configuration.data.tokenizer
        guard let choice = TokenizerChoice(argument: name) else { return try readTokenizer(name) }
        switch choice {
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

    private func readTokenizer(_ path: String) throws -> Tokenizer {
        guard FileContents.exists(path) else {
            let names = TokenizerChoice.allValueStrings.sorted().joined(separator: ", ")
            throw ToolError.usage("--tokenizer \(path): neither a file nor one of \(names)")
        }
        return try Tokenizer(json: FileContents.read(path))
    }
}
