import Corpora
import Tensors
import Tokenization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Batches of lines of like length, in an order that the seed shuffles.
struct BenchData {
    /// The batches, each with its longest sequence first.
    let batches: [TokenBatch]

    /// V, the four special tokens included.
    let vocabularySize: Int

    /// Reads tokens that white space separates.
    ///
    /// - Parameters:
    ///   - path: A sequence a line.
    ///   - lineLimit: How many lines to read.
    ///   - wordLimit: How many words get an id of their own, the most frequent ones.
    ///   - batchSize: Sequences a batch; lines that do not fill one are left out.
    /// - Throws: What reading throws, or a `ToolError` when there is not one batch.
    init(path: String, lineLimit: Int, wordLimit: Int, batchSize: Int) throws {
        let texts = try Self.lines(of: path, limit: lineLimit)
        let tokenizer = Tokenizer.trained(
            on: texts,
            kind: .whitespace,
            vocabularySize: wordLimit + 4,
            normalization: nil
        )
        vocabularySize = tokenizer.vocabulary.count
        let sequences = texts.map(tokenizer.ids).sorted { $0.count < $1.count }
        let starts = stride(from: 0, through: sequences.count - batchSize, by: batchSize)
        var generator = SeededGenerator(seed: 0)
        batches = starts.map { TokenBatch(sequences[$0..<$0 + batchSize].reversed()) }
            .shuffled(using: &generator)
        if batches.isEmpty {
            throw ToolError.badData(
                "\(path): \(counted(sequences.count, "line")), fewer than a batch of \(batchSize)"
            )
        }
    }

    /// Draws 16 batches of lines whose lengths are uniform from 20 to 60 and whose token of rank k
    /// has about the probability 1 / k, as words have (Zipf, 1935).
    init(vocabularySize: Int, batchSize: Int) {
        self.vocabularySize = vocabularySize
        var generator = SeededGenerator(seed: 0)
        let rankLogarithm = log(Double(vocabularySize - 4))
        func word() -> TokenID {
            let rank = exp(Double.random(in: 0..<1, using: &generator) * rankLogarithm)
            return TokenID(3 + min(Int(rank), vocabularySize - 4))
        }
        let lines = (0..<16 * batchSize)
            .map { _ in (0..<Int.random(in: 20...60, using: &generator)).map { _ in word() } }
            .sorted { $0.count > $1.count }
        batches = stride(from: 0, to: lines.count, by: batchSize)
            .map { TokenBatch(Array(lines[$0..<$0 + batchSize])) }
            .shuffled(using: &generator)
    }

    private static func lines(of path: String, limit: Int) throws -> [String] {
        let reader = try CorpusReader(path: path, options: CorpusOptions(format: .text))
        var texts: [String] = []
        while texts.count < limit, let item = try reader.next() {
            if case .record(let record) = item { texts.append(record.text) }
        }
        return texts
    }
}
