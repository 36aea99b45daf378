#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The n-grams of a set of sequences, counted so that each can be compared with all the others at
/// once: the work grows with the number of tokens, not with the number of pairs.
struct NGramCounts {
    /// Up to eight tokens, numbered from 1; shorter n-grams end in zeros.
    private typealias NGram = SIMD8<Int32>

    /// The largest count of an n-gram within one sequence, whose it is, and the largest count
    /// within another: what any sequence may match in the others.
    private struct Maxima {
        var first = 0
        var owner = -1
        var second = 0

        mutating func insert(_ count: Int, of sequence: Int) {
            if count > first {
                (first, owner, second) = (count, sequence, first)
            } else {
                second = max(second, count)
            }
        }

        func largest(exceptOf sequence: Int) -> Int { owner == sequence ? second : first }
    }

    private let maximumOrder: Int
    private let lengths: [Int]

    /// The n-grams of each sequence with their counts, by order and sequence.
    private var counts: [[[NGram: Int]]] = []
    private var maxima: [[NGram: Maxima]] = []

    init<Token: Hashable>(_ sequences: [[Token]], maximumOrder: Int) {
        precondition(maximumOrder <= NGram.scalarCount, "n-grams of \(maximumOrder)")
        self.maximumOrder = maximumOrder
        lengths = sequences.map(\.count)
        let numbered = Self.numbered(sequences)
        for order in 1...maximumOrder {
            let grams = numbered.map { Self.grams(of: $0, order: order) }
            var largest: [NGram: Maxima] = [:]
            for (sequence, counts) in grams.enumerated() {
                for (gram, count) in counts {
                    largest[gram, default: Maxima()].insert(count, of: sequence)
                }
            }
            counts.append(grams)
            maxima.append(largest)
        }
    }

    /// Different n-grams over all n-grams, for each order.
    var distinct: [Double] {
        (1...maximumOrder).map { order in
            let total = lengths.reduce(0) { $0 + max(0, $1 - order + 1) }
            return total == 0 ? 0 : Double(maxima[order - 1].count) / Double(total)
        }
    }

    /// The mean BLEU of each sequence against the others, for each order.
    var selfBLEU: [Double] {
        guard lengths.count > 1 else { return [Double](repeating: 0, count: maximumOrder) }
        var sums = [Double](repeating: 0, count: maximumOrder)
        let closest = ClosestLengths(lengths)
        for sequence in lengths.indices where lengths[sequence] > 0 {
            let penalty = brevityPenalty(sequence, closest)
            var logSum = 0.0
            for order in 1...maximumOrder {
                logSum += log(precision(of: sequence, order: order))
                sums[order - 1] += penalty * exp(logSum / Double(order))
            }
        }
        return sums.map { $0 / Double(lengths.count) }
    }

    private func precision(of sequence: Int, order: Int) -> Double {
        let matches = counts[order - 1][sequence].reduce(0) { sum, entry in
            let others = maxima[order - 1][entry.key]?.largest(exceptOf: sequence) ?? 0
            return sum + min(entry.value, others)
        }
        let total = max(1, lengths[sequence] - order + 1)
        return (matches == 0 ? 0.1 : Double(matches)) / Double(total)
    }

    private func brevityPenalty(_ sequence: Int, _ closest: ClosestLengths) -> Double {
        let (own, reference) = (lengths[sequence], closest.length(near: lengths[sequence]))
        return own > reference ? 1 : exp(1 - Double(reference) / Double(own))
    }

    private static func numbered<Token: Hashable>(_ sequences: [[Token]]) -> [[Int32]] {
        var numbers: [Token: Int32] = [:]
        return sequences.map { sequence in
            sequence.map { token in
                let next = Int32(numbers.count + 1)
                let number = numbers[token] ?? next
                if number == next { numbers[token] = next }
                return number
            }
        }
    }

    private static func grams(of sequence: [Int32], order: Int) -> [NGram: Int] {
        var counts: [NGram: Int] = [:]
        for start in 0..<max(0, sequence.count - order + 1) {
            var gram = NGram.zero
            for offset in 0..<order { gram[offset] = sequence[start + offset] }
            counts[gram, default: 0] += 1
        }
        return counts
    }
}

/// Finds the length nearest to a sequence's own among those of the other sequences.
struct ClosestLengths {
    private var frequencies: [Int: Int] = [:]
    private let sorted: [Int]

    init(_ lengths: [Int]) {
        for length in lengths { frequencies[length, default: 0] += 1 }
        sorted = frequencies.keys.sorted()
    }

    /// The length nearest to that of a sequence with `own` tokens, itself left out; of two equally
    /// near, the shorter.
    func length(near own: Int) -> Int {
        if frequencies[own, default: 0] > 1 { return own }
        let others = sorted.lazy.filter { $0 != own }
        return others.min { (abs($0 - own), $0) < (abs($1 - own), $1) } ?? own
    }
}
