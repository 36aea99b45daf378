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

    /// Nodes with a choice wherever characters in a row may also be one.
    ///
    /// As in Oniguruma, of the sequences that begin at a character only the longest counts, and none
    /// begins inside of it: `sss` is `ß` and `s`, not `s` and `ß`.
    static func expanding(_ nodes: [ExpressionNode]) -> [ExpressionNode] {
        if !nodes.contains(where: \.isAnyCase) { return nodes }
        let closures = nodes.map(\.closure)
        var result: [ExpressionNode] = []
        var index = 0
        while index < nodes.count {
            if let (sequence, characters) = longest(closures[index...]) {
                let end = index + sequence.count
                let plain = ExpressionNode.sequence(Array(nodes[index..<end]))
                result.append(.choice([plain, .characters(characters)]))
                index = end
            } else {
                result.append(expanding(nodes[index]))
                index += 1
            }
        }
        return result
    }

    /// The longest of the sequences with which characters may begin.
    private static func longest(
        _ closures: ArraySlice<ScalarSet?>
    ) -> (sequence: [UInt32], characters: ScalarSet)? {
        all.filter { each in
            each.sequence.count <= closures.count
                && zip(closures, each.sequence).allSatisfy { $0?.contains($1) == true }
        }
        .max { $0.sequence.count < $1.sequence.count }
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
                && !characters.intersection(set).ranges.isEmpty
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
