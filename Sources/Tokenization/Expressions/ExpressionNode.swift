internal import UnicodeText

/// A regular expression as a tree.
indirect enum ExpressionNode: Hashable, Sendable {
    /// One character of a set.
    case characters(ScalarSet)

    /// One character that is written out, in whatever case.
    case anyCase(UInt32)

    /// One after the other.
    case sequence([ExpressionNode])

    /// The first that can be.
    case choice([ExpressionNode])

    /// At least `least` times and at most `most`, without which there is no limit: as often as can
    /// be, or as seldom.
    case repeated(ExpressionNode, least: Int, most: Int?, isLazy: Bool)

    /// What must come next, or must not.
    case ahead(ExpressionNode, isNegated: Bool)

    /// What must come before, or must not.
    case behind(ExpressionNode, isNegated: Bool)

    /// What must be true of the place, or must not.
    case place(ExpressionPlace, isNegated: Bool)

    /// A grapheme cluster, or what is left of one.
    case cluster

    /// The match starts here, whatever was read before.
    case keep

    /// Nothing.
    static var nothing: ExpressionNode { .sequence([]) }

    /// Whether it stands for a place and takes no character.
    var isAssertion: Bool {
        switch self {
        case .ahead, .behind, .place, .keep: true
        default: false
        }
    }

    /// Whether there is one way only to match it at a place.
    var isDetermined: Bool {
        switch self {
        case .characters, .anyCase, .cluster, .ahead, .behind, .place, .keep: true
        case .sequence(let nodes): nodes.allSatisfy(\.isDetermined)
        case .repeated(let node, let least, let most, _): least == most && node.isDetermined
        case .choice: false
        }
    }

    /// Whether it takes a character in any case.
    var takesSomething: Bool {
        switch self {
        case .characters, .anyCase, .cluster: true
        case .sequence(let nodes): nodes.contains(where: \.takesSomething)
        case .choice(let nodes): nodes.allSatisfy(\.takesSomething)
        case .repeated(let node, let least, _, _): least > 0 && node.takesSomething
        case .ahead, .behind, .place, .keep: false
        }
    }

    /// What matches the node as it would match by itself, whatever comes after it: `(?>...)`.
    ///
    /// Nil when no tree without such groups says so.
    var atomic: ExpressionNode? {
        if isDetermined { return self }
        switch self {
        case .sequence(let nodes):
            guard let last = nodes.last?.atomic, nodes.dropLast().allSatisfy(\.isDetermined) else {
                return nil
            }
            return .sequence(nodes.dropLast() + [last])
        case .choice(let nodes): return Self.atomicChoice(nodes)
        case .repeated(let node, let least, _, isLazy: true):
            return ExpressionNode.repeated(node, least: least, most: least, isLazy: false).atomic
        case .repeated(let node, let least, let most, isLazy: false):
            let isShort = (most ?? least) - least <= Self.mostWrittenOut
            return node.isDetermined && isShort ? node.exhausted(least, most) : nil
        default: return nil
        }
    }

    /// The first alternative that matches at all.
    private static func atomicChoice(_ nodes: [ExpressionNode]) -> ExpressionNode? {
        if nodes.count > mostWrittenOut { return nil }
        var result: [ExpressionNode] = []
        for (index, node) in nodes.enumerated() {
            guard let atomic = node.atomic else { return nil }
            let before = nodes[..<index].map { ExpressionNode.ahead($0, isNegated: true) }
            result.append(.sequence(before + [atomic]))
        }
        return .choice(result)
    }

    /// The most times, or alternatives, that are written out one by one.
    private static let mostWrittenOut = 100

    /// As often as it can be, and never less.
    private func exhausted(_ least: Int, _ most: Int?) -> ExpressionNode {
        if !takesSomething { return least > 0 ? self : .nothing }
        let end = ExpressionNode.ahead(self, isNegated: true)
        let first = ExpressionNode.repeated(self, least: least, most: least, isLazy: false)
        guard let most else {
            return .sequence([first, .repeated(self, least: 0, most: nil, isLazy: false), end])
        }
        var rest = ExpressionNode.nothing
        for _ in least..<most { rest = .choice([.sequence([self, rest]), end]) }
        return .sequence([first, rest])
    }
}

/// What can be asked of a place in a text.
enum ExpressionPlace: Hashable, Sendable {
    /// `\A` and `\z`.
    case textStart, textEnd

    /// `^`, `$`, and `\Z`: the end, or before a line feed there.
    case lineStart, lineEnd, lastLineEnd

    /// `\b`: a word begins or ends.
    case wordBoundary

    /// `\y`: a grapheme cluster begins or ends.
    case clusterBoundary

    /// `\G`: the search for the match starts.
    case searchStart
}
