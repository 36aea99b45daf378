/// Words as tokens side by side, with how often each occurs.
struct BPEWords: Sendable {
    /// A word.
    struct Word: Sendable {
        /// Where its tokens begin.
        let start: Int

        /// How often it occurs.
        let count: Int

        /// How many tokens it has now.
        var length: Int32
    }

    /// The tokens of all words; a word that was shortened leaves room behind it.
    private(set) var symbols: [TokenID] = []

    /// The words in order.
    private(set) var words: [Word] = []

    /// How many tokens belong to words that were ended.
    private var endedCount = 0

    /// No words, and room for one of some shares of pieces.
    init(roomFor pieces: PieceCounts, _ shareCount: Int) {
        symbols.reserveCapacity(pieces.table.bytes.count / shareCount)
        words.reserveCapacity(pieces.count / shareCount)
    }

    /// Adds a token to the word that is being made.
    mutating func append(_ id: TokenID) { symbols.append(id) }

    /// Ends a word; words of fewer than two tokens have no pairs and are not kept.
    mutating func endWord(count: Int) {
        let length = symbols.count - endedCount
        if length < 2 {
            symbols.removeLast(length)
        } else {
            words.append(Word(start: endedCount, count: count, length: Int32(length)))
            endedCount = symbols.count
        }
    }

    /// What ``lookAhead(at:)`` read.
    private var lastSeen: TokenID = 0

    /// Joins a pair in some of the words.
    ///
    /// - Parameters:
    ///   - rule: The pair.
    ///   - positions: The numbers of the words.
    ///   - tokenLengths: How many characters each token has.
    ///   - changes: Gets what becomes of the pairs beside it.
    mutating func join(
        _ rule: WordJoin,
        in positions: ArraySlice<Int32>,
        _ tokenLengths: [Int32],
        _ changes: inout PairChanges
    ) {
        positions.forEachBlock { block in
            lookAhead(at: block)
            join(rule, inBlock: block, tokenLengths, &changes)
        }
    }

    private mutating func join(
        _ rule: WordJoin,
        inBlock block: ArraySlice<Int32>,
        _ tokenLengths: [Int32],
        _ changes: inout PairChanges
    ) {
        tokenLengths.withUnsafeBufferPointer { tokenLengths in
            symbols.withUnsafeMutableBufferPointer { symbols in
                for number in block {
                    let word = words[Int(number)]
                    let length = rule.run(on: symbols, word, number, tokenLengths, &changes)
                    words[Int(number)].length = length
                }
            }
        }
    }

    /// Reads the tokens at both ends of words.
    private mutating func lookAhead(at block: ArraySlice<Int32>) {
        var seen: TokenID = 0
        symbols.withUnsafeBufferPointer { symbols in
            words.withUnsafeBufferPointer { words in
                for number in block {
                    let word = words[Int(number)]
                    seen ^= symbols[word.start] ^ symbols[word.start + Int(word.length) - 1]
                }
            }
        }
        lastSeen = seen
    }
}
