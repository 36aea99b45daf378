/// Every substring that occurs more than once in a list of counted words, up to a length, with how
/// often it occurs and where.
///
/// It is the suffix tree of the words. Substrings that always go on alike are one node, the longest
/// of them; a single symbol always has a node. The substrings that start at a place are the node
/// `deepest` has for it and that node's ancestors, so that a pass over the words meets every
/// occurrence of every substring without looking anything up.
package struct SubstringTree {
    /// A substring.
    package struct Node {
        /// Where it occurs first in the order of suffixes.
        package var place: Int32

        /// The node of the longest proper prefix that has one, or -1.
        package var parent: Int32

        /// Its length in symbols.
        package var length: Int32

        /// How often it occurs, by the words' counts.
        package var count: Int
    }

    /// The symbols of all words, each word followed by 0.
    package let symbols: [Int32]

    /// The substrings; parents come before their children.
    package private(set) var nodes: [Node] = []

    /// The longest substring with a node that starts at each place, or -1.
    package private(set) var deepest: [Int32]

    /// Makes the tree of words whose symbols are greater than 0.
    ///
    /// - Parameters:
    ///   - symbols: The words, each followed by 0.
    ///   - counts: How often each word occurs.
    ///   - limit: The most symbols a substring has.
    package init(symbols: [Int32], counts: [Int], limit: Int) {
        self.symbols = symbols
        deepest = Array(repeating: -1, count: symbols.count)
        build(counts: counts, depth: limit + 1)
        sortByLength(limit: limit)
    }

    /// Visits the suffixes in order, with the path of nodes to the current one on a stack.
    ///
    /// A node is finished when the next suffix does not share it. (Abouelhoda et al., "Replacing
    /// suffix trees with enhanced suffix arrays", 2004, section 3; here with the leaves.)
    private mutating func build(counts: [Int], depth: Int) {
        let owners = Self.owners(symbols)
        let suffixes = SuffixOrder.sorted(symbols, depth: depth)
        let shared = SuffixOrder.sharedLengths(suffixes, symbols, depth: depth)
        var path: [Int32] = []
        for (index, place) in suffixes.enumerated() {
            leave(&path, to: shared[index], at: place)
            if path.isEmpty { push(&path, place, length: 1) }
            let weight = counts[Int(owners[Int(place)])]
            let whole = Self.length(of: place, in: symbols, atMost: depth)
            let length = weight > 1 ? whole : shared[index + 1]
            if length > pathLength(path) { push(&path, place, length: length) }
            if let top = path.last {
                nodes[Int(top)].count += weight
                deepest[Int(place)] = top
            }
        }
        leave(&path, to: 0, at: 0)
    }

    /// Finishes the nodes longer than `shared`, and makes one of that length where there is none.
    private mutating func leave(_ path: inout [Int32], to shared: Int32, at place: Int32) {
        while let top = path.last, nodes[Int(top)].length > shared {
            path.removeLast()
            if shared > 0, pathLength(path) < shared { push(&path, place, length: shared) }
            guard let parent = path.last else { return }
            nodes[Int(top)].parent = parent
            nodes[Int(parent)].count += nodes[Int(top)].count
        }
    }

    private mutating func push(_ path: inout [Int32], _ place: Int32, length: Int32) {
        path.append(Int32(nodes.count))
        nodes.append(Node(place: place, parent: -1, length: length, count: 0))
    }

    private func pathLength(_ path: [Int32]) -> Int32 {
        path.last.map { nodes[Int($0)].length } ?? 0
    }

    /// The word that each place is in.
    private static func owners(_ symbols: [Int32]) -> [Int32] {
        var owner: Int32 = 0
        return symbols.map { symbol in
            if symbol == 0 { owner += 1 }
            return symbol == 0 ? owner - 1 : owner
        }
    }

    /// The number of symbols from a place to the end of its word, or the limit.
    private static func length(of place: Int32, in symbols: [Int32], atMost limit: Int) -> Int32 {
        var end = Int(place)
        while symbols[end] != 0, end - Int(place) < limit { end += 1 }
        return Int32(end - Int(place))
    }
}

extension SubstringTree {
    /// Numbers the nodes by length, and leaves out those that are too long.
    private mutating func sortByLength(limit: Int) {
        keep(
            nodes.indices.filter { nodes[$0].length <= limit }
                .sorted { (nodes[$0].length, $0) < (nodes[$1].length, $1) }
        )
    }

    /// Keeps some of the nodes, in the order given, parents before children.
    ///
    /// What had a node that goes gets that node's next ancestor that stays.
    mutating func keep(_ kept: [Int]) {
        var numbers = Array(repeating: Int32(-1), count: nodes.count)
        for (number, node) in kept.enumerated() { numbers[node] = Int32(number) }
        let successors = nodes.indices.map { successor(of: $0, numbers) }
        nodes = kept.map { index in
            var node = nodes[index]
            node.parent = node.parent < 0 ? -1 : successors[Int(node.parent)]
            return node
        }
        for place in deepest.indices where deepest[place] >= 0 {
            deepest[place] = successors[Int(deepest[place])]
        }
    }

    /// The new number of a node, or of its next ancestor that has one.
    private func successor(of node: Int, _ numbers: [Int32]) -> Int32 {
        var node = Int32(node)
        while node >= 0, numbers[Int(node)] < 0 { node = nodes[Int(node)].parent }
        return node < 0 ? -1 : numbers[Int(node)]
    }
}
