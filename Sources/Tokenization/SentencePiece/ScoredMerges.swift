/// Cuts text into pieces by joining neighbours as long as they make a piece, that of the highest
/// score first, and of equal ones the first in the text.
///
/// A queue holds the pairs that may be joined, so the time is that of the text times the logarithm
/// of its length at most, whatever the text is.
struct ScoredMerges: Sendable {
    /// A piece that neighbours may make.
    struct Piece: Sendable {
        var id: TokenID
        var score: Float

        /// Whether the piece is taken apart again in the end.
        var isUnused: Bool
    }

    private let table: TokenTable
    private let pieces: [Piece]

    /// The pieces that are never joined or taken apart, or nil when there are none.
    private let frozen: PieceTrie?

    /// Whether no piece goes on after the end of a word, so that words can be cut one by one.
    ///
    /// A word begins with all spaces before it. Unused pieces are taken apart where they were joined
    /// last, anywhere in the text, so that there must be none.
    let staysInWords: Bool

    init(pieces: [(bytes: [UInt8], piece: Piece)], frozen: PieceTrie?) {
        var table = TokenTable()
        for entry in pieces { _ = entry.bytes.withUnsafeBufferPointer { table.insert($0) } }
        self.table = table
        self.pieces = pieces.map(\.piece)
        self.frozen = frozen
        staysInWords = pieces.allSatisfy { entry in
            !entry.piece.isUnused
                && entry.bytes.withUnsafeBufferPointer {
                    SentencePieceNormalizer.wordEnd(in: $0, from: 0) == $0.count
                }
        }
    }

    /// A part of the text on its way to a piece; joined into the one before when it is empty.
    private struct Symbol {
        var start: Int32
        var count: Int32
        var previous: Int32
        var next: Int32
        var isFrozen: Bool
    }

    /// A pair that may be joined, as long as both are as they were.
    private struct Pair {
        var score: Float
        var left: Int32
        var right: Int32
        var count: Int32

        /// Whether this pair is joined before another.
        func precedes(_ other: Pair) -> Bool {
            score != other.score ? score > other.score : left < other.left
        }
    }

    /// Calls `body` with each piece and its range; the id is -1 where there is no piece.
    func forEachPiece(
        of text: UnsafeBufferPointer<UInt8>,
        _ body: (TokenID, Range<Int>) -> Void
    ) {
        var work = Work(merges: self, text: text)
        work.run()
        var index: Int32 = text.isEmpty ? -1 : 0
        while index >= 0 {
            let symbol = work.symbols[Int(index)]
            let start = Int(symbol.start)
            work.takeApart(start..<start + Int(symbol.count), body)
            index = symbol.next
        }
    }

    private func piece(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Piece? {
        let number = table.number(of: UnsafeBufferPointer(rebasing: text[range]))
        return number < 0 ? nil : pieces[Int(number)]
    }

    private struct Work {
        let merges: ScoredMerges
        let text: UnsafeBufferPointer<UInt8>
        var symbols: [Symbol] = []
        private var queue: [Pair] = []

        /// Where an unused piece was joined.
        private var joints: [[UInt8]: Int] = [:]

        init(merges: ScoredMerges, text: UnsafeBufferPointer<UInt8>) {
            self.merges = merges
            self.text = text
            var start = 0
            while start < text.count {
                let frozen = merges.frozen?.longestEnd(in: text, at: start)
                let end = frozen ?? UnigramModel.characterEnd(in: text, at: start)
                symbols.append(
                    Symbol(
                        start: Int32(start),
                        count: Int32(end - start),
                        previous: Int32(symbols.count - 1),
                        next: end < text.count ? Int32(symbols.count + 1) : -1,
                        isFrozen: frozen != nil
                    )
                )
                start = end
            }
        }

        mutating func run() {
            for right in symbols.indices.dropFirst() {
                consider(Int32(right - 1), Int32(right))
            }
            while let pair = pop() {
                let (left, right) = (Int(pair.left), Int(pair.right))
                let (first, second) = (symbols[left].count, symbols[right].count)
                if first == 0 || second == 0 || first + second != pair.count { continue }
                symbols[left].count = pair.count
                symbols[left].next = symbols[right].next
                symbols[right].count = 0
                if symbols[left].next >= 0 {
                    symbols[Int(symbols[left].next)].previous = pair.left
                }
                consider(symbols[left].previous, pair.left)
                consider(pair.left, symbols[left].next)
            }
        }

        /// Queues a pair if it makes a piece.
        private mutating func consider(_ left: Int32, _ right: Int32) {
            guard left >= 0, right >= 0 else { return }
            let (first, second) = (symbols[Int(left)], symbols[Int(right)])
            if first.isFrozen || second.isFrozen { return }
            let start = Int(first.start)
            let range = start..<start + Int(first.count + second.count)
            guard let piece = merges.piece(text, range) else { return }
            push(
                Pair(score: piece.score, left: left, right: right, count: Int32(range.count))
            )
            if piece.isUnused { joints[Array(text[range])] = Int(first.count) }
        }

        /// Takes unused pieces apart where they were joined.
        func takeApart(_ range: Range<Int>, _ body: (TokenID, Range<Int>) -> Void) {
            var parts = [range]
            while let part = parts.popLast() {
                let piece = merges.piece(text, part)
                if piece?.isUnused == true, let joint = joints[Array(text[part])] {
                    parts.append(part.lowerBound + joint..<part.upperBound)
                    parts.append(part.lowerBound..<part.lowerBound + joint)
                } else {
                    body(piece?.id ?? -1, part)
                }
            }
        }

        private mutating func push(_ pair: Pair) {
            queue.append(pair)
            var index = queue.count - 1
            while index > 0, queue[index].precedes(queue[(index - 1) / 2]) {
                queue.swapAt(index, (index - 1) / 2)
                index = (index - 1) / 2
            }
        }

        private mutating func pop() -> Pair? {
            guard let first = queue.first, let last = queue.popLast() else { return nil }
            if queue.isEmpty { return first }
            queue[0] = last
            var index = 0
            while true {
                var best = index
                for child in [2 * index + 1, 2 * index + 2] where child < queue.count {
                    if queue[child].precedes(queue[best]) { best = child }
                }
                if best == index { return first }
                queue.swapAt(index, best)
                index = best
            }
        }
    }
}
