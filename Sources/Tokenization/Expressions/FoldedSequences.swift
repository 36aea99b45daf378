internal import UnicodeText

/// The characters that are several when case is ignored, such as ß, which is `ss`.
enum FoldedSequences {
    /// Each sequence with the characters that are folded to it.
    private static let all: [(sequence: [UInt32], characters: ScalarSet)] = {
        var found: [[UInt32]: [ClosedRange<UInt32>]] = [:]
        for value in [0xDF...0x587, 0x1E96...0x1FFC, 0xFB00...0xFB17].joined() {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            let folded = TextTransform.caseFolded(String(scalar)).unicodeScalars.map(\.value)
            if folded.count > 1 { found[folded, default: []].append(scalar.value...scalar.value) }
        }
        return found.map { ($0, ScalarSet($1)) }.sorted {
            $0.sequence.lexicographicallyPrecedes($1.sequence)
        }
    }()

    /// The most characters in a row that may be parts of such sequences.
    private static let maximumLength = 12

    /// Nodes with a choice wherever characters in a row may also be one.
    static func expanding(
        _ nodes: [ExpressionNode],
        _ parser: ExpressionParser
    ) throws(RegularExpressionError) -> [ExpressionNode] {
        if !nodes.contains(where: \.isAnyCase) { return nodes }
        let closures = nodes.map(\.closure)
        var result: [ExpressionNode] = []
        var index = 0
        while index < nodes.count {
            var end = index
            var reach = index + 1
            while end < reach, end < nodes.count {
                reach = max(
                    reach,
                    end + (sequences(closures, at: end).map(\.sequence.count).max() ?? 1)
                )
                end += 1
            }
            if end - index > maximumLength {
                throw parser.error("too many letters in a row are one when case is ignored")
            }
            result.append(choice(nodes, closures, index..<end))
            index = end
        }
        return result
    }

    /// The sequences that characters from an index on may be.
    private static func sequences(
        _ closures: [ScalarSet?],
        at index: Int
    ) -> [(sequence: [UInt32], characters: ScalarSet)] {
        all.filter { each in
            index + each.sequence.count <= closures.count
                && zip(closures[index...], each.sequence).allSatisfy { $0?.contains($1) == true }
        }
    }

    /// The nodes of a range one after the other, or any of them in a row as one character.
    private static func choice(
        _ nodes: [ExpressionNode],
        _ closures: [ScalarSet?],
        _ range: Range<Int>
    ) -> ExpressionNode {
        guard let first = range.first else { return .nothing }
        let rest = range.dropFirst()
        let plain = expanding(nodes[first])
        if rest.isEmpty { return plain }
        var ways = [ExpressionNode.sequence([plain, choice(nodes, closures, rest)])]
        for (sequence, characters) in sequences(closures, at: first) {
            let rest = first + sequence.count..<range.upperBound
            ways.append(.sequence([.characters(characters), choice(nodes, closures, rest)]))
        }
        return ways.count == 1 ? ways[0] : .choice(ways)
    }

    /// A character in any case, or the sequence that it is.
    static func expanding(_ node: ExpressionNode) -> ExpressionNode {
        guard case .anyCase(let value) = node else { return node }
        let set = ScalarSet(value...value)
        return expanding(set, set.closedOverCase)
    }

    /// A set in any case, or the sequences that its characters are.
    static func expanding(_ set: ScalarSet, _ closed: ScalarSet) -> ExpressionNode {
        let ways = all.filter { sequence, characters in
            !closed.contains(sequence[0])
                && characters.ranges.contains { set.contains($0.lowerBound) }
        }
        if ways.isEmpty { return .characters(closed) }
        let sequences = ways.map { way in
            ExpressionNode.sequence(
                way.sequence.map { .characters(ScalarSet($0...$0).closedOverCase) }
            )
        }
        return .choice([.characters(closed)] + sequences)
    }
}

extension ExpressionNode {
    fileprivate var isAnyCase: Bool {
        if case .anyCase = self { true } else { false }
    }

    /// The characters that the node is, for one that is in any case.
    fileprivate var closure: ScalarSet? {
        if case .anyCase(let value) = self { ScalarSet(value...value).closedOverCase } else { nil }
    }
}
