internal import UnicodeText

/// The characters that pieces are made of, numbered from 1.
struct UnigramAlphabet {
    /// The characters, in order of their code points.
    private let scalars: [Unicode.Scalar]
    private let numbers: [Unicode.Scalar: Int32]

    /// How often each character occurs.
    let characterCounts: [Int]

    /// The script of each character; -1 for one that goes with any, -2 for one that takes on the
    /// script before it.
    private let scripts: [Int]

    /// The number of characters.
    var count: Int { scalars.count }

    /// Takes the most frequent characters of words, as many as cover a share of them.
    init(of words: [(word: String, count: Int)], coverage: Double) {
        var counts: [Unicode.Scalar: Int] = [:]
        for (word, count) in words {
            for scalar in word.unicodeScalars where scalar.value != 0 {
                counts[scalar, default: 0] += count
            }
        }
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let total = Double(counts.values.reduce(0, +))
        var covered = 0.0
        let kept = ranked.prefix { entry in
            defer { covered += Double(entry.value) }
            return covered < coverage * total
        }
        let scalars = kept.map(\.key).sorted()
        self.scalars = scalars
        characterCounts = scalars.map { counts[$0] ?? 0 }
        numbers = Dictionary(uniqueKeysWithValues: zip(scalars, Int32(1)...))
        scripts = Self.scripts(of: scalars)
    }

    /// The character of a number.
    subscript(symbol: Int32) -> Unicode.Scalar { scalars[Int(symbol) - 1] }

    /// The text of characters.
    func text(_ symbols: ArraySlice<Int32>) -> String {
        var text = String.UnicodeScalarView()
        for symbol in symbols { text.append(self[symbol]) }
        return String(text)
    }

    /// The words in numbers, cut at characters that are not covered, each part followed by 0.
    ///
    /// Their counts come with them. Words beyond `limit` symbols are left out.
    func encoded(
        _ words: [(word: String, count: Int)],
        limit: Int
    ) -> (symbols: [Int32], counts: [Int]) {
        var symbols: [Int32] = []
        var counts: [Int] = []
        for (word, count) in words where symbols.count < limit {
            for scalar in word.unicodeScalars {
                if let number = numbers[scalar] {
                    symbols.append(number)
                } else {
                    endWord(&symbols, &counts, count)
                }
            }
            endWord(&symbols, &counts, count)
        }
        return (symbols, counts)
    }

    private func endWord(_ symbols: inout [Int32], _ counts: inout [Int], _ count: Int) {
        if symbols.last ?? 0 == 0 { return }
        symbols.append(0)
        counts.append(count)
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
