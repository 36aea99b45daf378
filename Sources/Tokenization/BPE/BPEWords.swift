/// Words as tokens side by side, each behind a head that says how often it occurs.
///
/// A word is found by where its head is, so that one line of the processor's cache has all of it,
/// nearly always.
struct BPEWords: Sendable {
    /// Where the head of a word is.
    typealias Place = UInt32

    /// The heads and tokens of all words; a word that was shortened leaves room behind it.
    ///
    /// A head is the number of tokens that the word has now, and the lower and the upper half of its count.
    private var memory: [Int32] = []

    /// Where the last word ends, behind which there is a head for the next one.
    private var end = 0

    /// No words, and room for one of some shares of pieces.
    init(roomFor pieces: some PieceCollection, _ shareCount: Int) {
        let size = pieces.byteCount + (pieces.count + 1) * WordView.headLength
        memory.reserveCapacity(size / shareCount)
        memory += repeatElement(0, count: WordView.headLength)
    }

    /// Adds a token to the word that is being made.
    mutating func append(_ id: TokenID) { memory.append(id) }

    /// Ends a word; words of fewer than two tokens have no pairs and are not kept.
    mutating func endWord(count: Int) {
        let length = memory.count - end - WordView.headLength
        if length < 2 { return memory.removeLast(length) }
        memory[end] = Int32(truncatingIfNeeded: length)
        memory[end + 1] = Int32(truncatingIfNeeded: count)
        memory[end + 2] = Int32(truncatingIfNeeded: count >> 32)
        end = memory.count
        memory += repeatElement(0, count: WordView.headLength)
    }

    /// About how many tokens there are, or more.
    var tokenLimit: Int { memory.count }

    /// Calls `body` with each word, none of which was shortened, and its place.
    @inline(__always)
    func forEachWord(_ body: (WordView, Place) -> Void) {
        memory.withUnsafeBufferPointer { memory in
            guard let start = memory.baseAddress else { return }
            var place = 0
            while place < end {
                let word = WordView(UnsafeMutablePointer(mutating: start + place))
                body(word, Place(truncatingIfNeeded: place))
                place += WordView.headLength + word.length
            }
        }
    }

    /// What ``lookAhead(at:)`` read.
    private var lastSeen: Int32 = 0

    /// Joins a pair in some of the words.
    ///
    /// - Parameters:
    ///   - rule: The pair.
    ///   - places: Where the words are.
    ///   - tokenLengths: How many characters each token has.
    ///   - changes: Gets what becomes of the pairs beside it.
    mutating func join(
        _ rule: WordJoin,
        in places: ArraySlice<Place>,
        _ tokenLengths: [Int32],
        _ changes: inout PairChanges
    ) {
        places.forEachBlock { block in
            lookAhead(at: block)
            tokenLengths.withUnsafeBufferPointer { tokenLengths in
                memory.withUnsafeMutableBufferPointer { memory in
                    guard let start = memory.baseAddress else { return }
                    for place in block {
                        rule.run(on: WordView(start + Int(place)), place, tokenLengths, &changes)
                    }
                }
            }
        }
    }

    /// Reads the heads of words, and a token behind each.
    private mutating func lookAhead(at block: ArraySlice<Place>) {
        var seen: Int32 = 0
        memory.withUnsafeBufferPointer { memory in
            for place in block {
                seen ^= memory[Int(place)] ^ memory[min(memory.count - 1, Int(place) + 10)]
            }
        }
        lastSeen = seen
    }
}

/// A word where it is in memory.
struct WordView {
    /// How many numbers are before the tokens.
    static let headLength = 3

    private let head: UnsafeMutablePointer<Int32>

    /// The word whose head begins at `head`.
    @inline(__always)
    init(_ head: UnsafeMutablePointer<Int32>) { self.head = head }

    /// The tokens, of which there are ``length``.
    @inline(__always)
    var symbols: UnsafeMutablePointer<TokenID> { head + Self.headLength }

    /// How many tokens the word has.
    @inline(__always)
    var length: Int {
        get { Int(head[0]) }
        nonmutating set { head[0] = Int32(truncatingIfNeeded: newValue) }
    }

    /// How often the word occurs.
    @inline(__always)
    var count: Int { Int(UInt32(bitPattern: head[1])) | Int(head[2]) << 32 }
}
