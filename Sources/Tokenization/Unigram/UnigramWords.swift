/// Words as numbers of characters, side by side, with how often each occurs.
struct UnigramWords: Sendable {
    /// The characters of all words, each word followed by 0.
    private(set) var symbols: [Int32] = []

    /// How often each word occurs.
    private(set) var counts: [Int] = []

    /// A longer word is cut into several, so that sums over ways to cut it take little memory.
    static let longestWord = 4096

    /// The place where the word starts that is being made.
    private var start = 0

    /// The number of characters, and of ends of words.
    var symbolCount: Int { symbols.count }

    /// Makes room for words.
    mutating func reserve(symbolCount: Int, wordCount: Int) {
        symbols.reserveCapacity(symbolCount)
        counts.reserveCapacity(wordCount)
    }

    /// Adds a character to a word that occurs so many times.
    @inline(__always)
    mutating func append(_ symbol: Int32, count: Int) {
        if symbols.count - start == Self.longestWord { endWord(count: count) }
        symbols.append(symbol)
    }

    /// Ends a word, unless it is empty.
    mutating func endWord(count: Int) {
        if symbols.count == start { return }
        symbols.append(0)
        counts.append(count)
        start = symbols.count
    }
}

/// Some of the words, which lie side by side.
struct WordBlock: Sendable {
    /// Where their characters are.
    var symbols: Range<Int>

    /// The number of the first.
    var firstWord: Int

    /// About how many characters a block has, and how many blocks there are at most.
    private static let size = 1 << 17
    private static let countLimit = 8

    /// Blocks of about the same size; they depend on the words alone.
    static func blocks(of symbols: [Int32]) -> [WordBlock] {
        let size = max(Self.size, symbols.count / countLimit + 1)
        var blocks: [WordBlock] = []
        var (start, firstWord, word) = (0, 0, 0)
        for (place, symbol) in symbols.enumerated() where symbol == 0 {
            word += 1
            if place + 1 - start < size, place + 1 < symbols.count { continue }
            blocks.append(WordBlock(symbols: start..<place + 1, firstWord: firstWord))
            (start, firstWord) = (place + 1, word)
        }
        return blocks
    }
}
