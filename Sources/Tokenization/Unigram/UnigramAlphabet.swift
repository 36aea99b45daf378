internal import UnicodeText

/// The characters that pieces are made of, numbered from 1.
struct UnigramAlphabet {
    /// The characters, in order of their code points.
    private let scalars: [Unicode.Scalar]

    /// The number of each code point, 0 for those that are not covered.
    private let numbers: SparseTable<Int32>

    /// The script of each character; -1 for one that goes with any, -2 for one that takes on the
    /// script before it.
    private let scripts: [Int]

    /// The number of characters.
    var count: Int { scalars.count }

    /// Takes the most frequent characters of words, as many as cover a share of them.
    init(of words: PieceCounts, coverage: Double) {
        let counts = Self.counts(of: words)
        let total = Double(counts.reduce(0) { $0 + $1.count })
        var covered = 0.0
        let kept = counts.sorted { ($1.count, $0.scalar) < ($0.count, $1.scalar) }.prefix { entry in
            defer { covered += Double(entry.count) }
            return covered < coverage * total
        }
        let scalars = kept.map(\.scalar).sorted()
        var numbers = SparseTable(repeating: Int32(0))
        for (number, scalar) in zip(Int32(1)..., scalars) { numbers[Int(scalar.value)] = number }
        self.scalars = scalars
        self.numbers = numbers
        scripts = Self.scripts(of: scalars)
    }

    /// How often each character occurs but U+0000, which no word has.
    private static func counts(of words: PieceCounts) -> [(scalar: Unicode.Scalar, count: Int)] {
        var table = SparseTable(repeating: 0)
        words.forEach { word, count in
            forEachScalar(of: word) { table[Int($0)] += count }
        }
        var counts: [(scalar: Unicode.Scalar, count: Int)] = []
        table.forEach { value, count in
            if value > 0, count > 0, let scalar = Unicode.Scalar(UInt32(value)) {
                counts.append((scalar, count))
            }
        }
        return counts
    }

    private static func forEachScalar(
        of word: UnsafeBufferPointer<UInt8>,
        _ body: (UInt32) -> Void
    ) {
        var index = 0
        while index < word.count {
            let (value, length) = Scalars.scalar(in: word, at: index)
            body(value)
            index += length
        }
    }

    /// The character of a number.
    subscript(symbol: Int32) -> Unicode.Scalar { scalars[Int(symbol) - 1] }

    /// The text of characters.
    func text(_ symbols: ArraySlice<Int32>) -> String {
        var text = String.UnicodeScalarView()
        for symbol in symbols { text.append(self[symbol]) }
        return String(text)
    }

    /// The words in numbers, the most frequent first, cut at characters that are not covered.
    ///
    /// Words beyond `limit` symbols are left out, and `leftOutTotal` is how often they occur.
    func encoded(
        _ words: PieceCounts,
        limit: Int
    ) -> (words: UnigramWords, leftOutTotal: Int) {
        var result = UnigramWords()
        result.reserve(
            symbolCount: min(limit, words.table.bytes.count + words.count),
            wordCount: words.count
        )
        var leftOutTotal = 0
        words.forEach(words.ranking.lazy.map { Int($0) }) { word, count in
            if result.symbolCount + word.count > limit {
                leftOutTotal += count
            } else {
                append(word, count, to: &result)
            }
        }
        return (result, leftOutTotal)
    }

    private func append(
        _ word: UnsafeBufferPointer<UInt8>,
        _ count: Int,
        to words: inout UnigramWords
    ) {
        Self.forEachScalar(of: word) { value in
            let number = numbers[Int(value)]
            if number == 0 {
                words.endWord(count: count)
            } else {
                words.append(number, count: count)
            }
        }
        words.endWord(count: count)
    }

    /// Whether characters side by side may be one piece: the sign for a space is its first
    /// character or not in it, and it has no second script.
    func allows(_ symbols: ArraySlice<Int32>, separatesScripts: Bool) -> Bool {
        var script = -1
        for (place, symbol) in symbols.enumerated() {
            if place > 0, self[symbol] == Self.space { return false }
            var next = scripts[Int(symbol) - 1]
            if next == -2 { next = script }
            if separatesScripts, next >= 0, script >= 0, next != script { return false }
            script = next
        }
        return true
    }

    /// The sign that stands for a space.
    static let space: Unicode.Scalar = "\u{2581}"

    /// The scripts by number, with Japanese and Chinese as one.
    private static func scripts(of scalars: [Unicode.Scalar]) -> [Int] {
        var numbers: [String: Int] = [:]
        return scalars.map { scalar in
            if scalar == space { return -1 }
            var script = CharacterProperties.script(of: scalar)
            if script == "Zinh" { return -2 }
            if script == "Hira" || script == "Kana" || scalar == "\u{30FC}" { script = "Hani" }
            let number = numbers[script] ?? numbers.count
            numbers[script] = number
            return number
        }
    }
}
