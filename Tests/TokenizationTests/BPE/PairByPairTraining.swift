/// Byte-pair encoding learnt the slow way: one pair at a time, counts in a dictionary, and the
/// queue searched through from end to end.
struct PairByPairTraining {
    struct Pair: Hashable {
        var left: Int
        var right: Int
    }

    private struct Entry {
        var pair: Pair
        var count: Int
        var places: Set<Int>
    }

    private(set) var tokens: [String]
    private(set) var merges: [Pair] = []
    private var words: [[Int]]
    private let wordCounts: [Int]
    private let maximumLength: Int
    private var counts: [Pair: Int] = [:]
    private var queue: [Entry] = []

    init(_ words: [String: Int], maximumLength: Int = .max) {
        let words = words.sorted { $0.key < $1.key }
        let alphabet = Set(words.flatMap { $0.key.unicodeScalars }).sorted().map { String($0) }
        tokens = alphabet
        self.words = words.map { word in
            word.key.unicodeScalars.compactMap { alphabet.firstIndex(of: String($0)) }
        }
        wordCounts = words.map(\.value)
        self.maximumLength = maximumLength
        countPairs()
    }

    private mutating func countPairs() {
        var places: [Pair: Set<Int>] = [:]
        for (number, word) in words.enumerated() {
            for (left, right) in zip(word, word.dropFirst()) {
                counts[Pair(left: left, right: right), default: 0] += wordCounts[number]
                places[Pair(left: left, right: right), default: []].insert(number)
            }
        }
        queueAll(places)
    }

    private mutating func queueAll(_ places: [Pair: Set<Int>]) {
        for (pair, places) in places {
            let count = counts[pair] ?? 0
            if count > 0 { queue.append(Entry(pair: pair, count: count, places: places)) }
        }
    }

    mutating func learn(vocabularySize: Int, minimumFrequency: Int) {
        while tokens.count < vocabularySize, var entry = takeFirst() {
            let count = counts[entry.pair] ?? 0
            if entry.count != count {
                entry.count = count
                queue.append(entry)
            } else if count < max(1, minimumFrequency) {
                return
            } else {
                join(entry)
            }
        }
    }

    private mutating func takeFirst() -> Entry? {
        let first = queue.indices.min { left, right in
            let (left, right) = (queue[left], queue[right])
            return (-left.count, left.pair.left, left.pair.right)
                < (-right.count, right.pair.left, right.pair.right)
        }
        return first.map { queue.remove(at: $0) }
    }

    private mutating func join(_ entry: Entry) {
        let spelled = tokens[entry.pair.left] + tokens[entry.pair.right]
        let result = tokens.firstIndex(of: spelled) ?? tokens.count
        if result == tokens.count { tokens.append(spelled) }
        merges.append(entry.pair)
        var cameUp: [Pair: Set<Int>] = [:]
        for number in entry.places {
            for (pair, sum) in join(entry.pair, result, inWord: number) {
                counts[pair, default: 0] += sum * wordCounts[number]
                if sum > 0 { cameUp[pair, default: []].insert(number) }
            }
        }
        queueAll(cameUp)
    }

    /// Joins a pair from left to right, and returns what that changes, one occurrence at a time.
    private mutating func join(_ pair: Pair, _ result: Int, inWord number: Int) -> [(Pair, Int)] {
        var changes: [(Pair, Int)] = []
        var place = 0
        while place + 1 < words[number].count {
            defer { place += 1 }
            let word = words[number]
            if word[place] != pair.left || word[place + 1] != pair.right { continue }
            if place > 0 {
                changes.append((Pair(left: word[place - 1], right: pair.left), -1))
                append(Pair(left: word[place - 1], right: result), to: &changes)
            }
            if place + 2 < word.count {
                changes.append((Pair(left: pair.right, right: word[place + 2]), -1))
                append(Pair(left: result, right: word[place + 2]), to: &changes)
            }
            words[number].replaceSubrange(place...place + 1, with: [result])
        }
        return changes
    }

    private func append(_ pair: Pair, to changes: inout [(Pair, Int)]) {
        let length = tokens[pair.left].count + tokens[pair.right].count
        if length < maximumLength { changes.append((pair, 1)) }
    }
}
