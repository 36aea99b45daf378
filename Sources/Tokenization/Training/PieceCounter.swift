/// Counts the pieces of a corpus, text by text, for the training of a model.
///
///     var counter = PieceCounter(normalizers: [.form(.nfc)], preTokenizers: [.whitespaceSplit])
///     for line in lines { counter.add(line) }
///     let model = BPETrainer(vocabularySize: 16_000).train(on: counter.counts)
///
/// Memory grows with the number of different pieces, not with the corpus; ``CorpusCounter`` bounds
/// it.
public struct PieceCounter {
    /// The pieces seen so far.
    public private(set) var counts = PieceCounts()

    private var source: PipelinePieces

    /// Creates a counter that has seen nothing.
    ///
    /// - Parameters:
    ///   - normalizers: What happens to text first.
    ///   - preTokenizers: How text is cut into pieces.
    ///   - keepsBytes: Whether pieces are bytes where a pre-tokenizer spells them, as models want
    ///     them that read bytes.
    public init(
        normalizers: [NormalizationStep] = [],
        preTokenizers: [PreTokenizationStep] = [],
        keepsBytes: Bool = false
    ) {
        self.init(
            PipelinePieces(PipelineFront([], normalizers, preTokenizers, keepsBytes: keepsBytes))
        )
    }

    init(_ source: PipelinePieces) { self.source = source }

    /// Counts the pieces of a text.
    public mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add($0) }
    }

    /// Counts the pieces of a text in UTF-8.
    public mutating func add(utf8 text: [UInt8]) { text.withUnsafeBufferPointer { add($0) } }

    /// Counts the pieces of a text in UTF-8.
    package mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
        source.count(text, in: &counts)
    }

    /// Adds what another counter of the same pieces has seen.
    public mutating func merge(_ other: PieceCounter) { counts.merge(other.counts) }
}
