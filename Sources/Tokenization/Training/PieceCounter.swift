/// Counts the pieces of a corpus, text by text, for the training of a model.
///
///     var counter = PieceCounter(normalizers: [.form(.nfc)], preTokenizers: [.whitespaceSplit])
///     for line in lines { counter.add(line) }
///     let model = BPETrainer(vocabularySize: 16_000).train(on: counter.counts)
///
/// Memory grows with the number of different pieces, not with the corpus.
public struct PieceCounter {
    /// The pieces seen so far.
    public private(set) var counts = PieceCounts()

    private let front: PipelineFront
    private var work = PipelineText()

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
        front = PipelineFront([], normalizers, preTokenizers, keepsBytes: keepsBytes)
    }

    /// Counts the pieces of a text.
    public mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add($0) }
    }

    /// Counts the pieces of a text in UTF-8.
    public mutating func add(utf8 text: [UInt8]) { text.withUnsafeBufferPointer { add($0) } }

    /// Counts the pieces of a text in UTF-8.
    package mutating func add(_ text: UnsafeBufferPointer<UInt8>, count: Int = 1) {
        front.run(on: &work, text, isAligned: false)
        work.bytes.withUnsafeBufferPointer { bytes in
            for piece in work.pieces {
                counts.add(UnsafeBufferPointer(rebasing: bytes[piece.range]), count: count)
            }
        }
    }

    /// Adds what another counter of the same pieces has seen.
    public mutating func merge(_ other: PieceCounter) { counts.merge(other.counts) }
}

/// Pieces of text, each once, and how often they occur.
public struct PieceCounts: Sendable {
    /// The pieces, numbered in order of arrival.
    private(set) var table = TokenTable()

    /// How often each occurs.
    private(set) var counts: [Int] = []

    /// No pieces.
    public init() {}

    /// The number of different pieces.
    public var count: Int { table.count }

    /// The number of pieces.
    public var total: Int { counts.reduce(0, +) }

    /// Counts a piece.
    public mutating func add(_ piece: String, count: Int = 1) {
        var piece = piece
        piece.withUTF8 { add($0, count: count) }
    }

    /// Counts a piece given by its bytes.
    @inline(__always)
    package mutating func add(_ piece: UnsafeBufferPointer<UInt8>, count: Int) {
        let (number, isNew) = table.insert(piece)
        if isNew { counts.append(0) }
        counts[number] += count
    }

    /// Adds other counts.
    package mutating func merge(_ other: PieceCounts) {
        other.forEach { piece, count in add(piece, count: count) }
    }

    /// Calls `body` with each piece, in order of arrival.
    package func forEach(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
        table.bytes.withUnsafeBufferPointer { bytes in
            for number in 0..<count {
                let range = table.offsets[number]..<table.offsets[number + 1]
                body(UnsafeBufferPointer(rebasing: bytes[range]), counts[number])
            }
        }
    }
}
