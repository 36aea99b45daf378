/// Every substring that occurs more than once in a list of counted words, up to a length, with how
/// often it occurs and where.
///
/// It is the suffix tree of the words. Substrings that always go on alike are one node, the longest
/// of them; a single symbol always has a node. The substrings that start at a place are the node
/// `deepest` has for it and that node's ancestors, so that a pass over the words meets every
/// occurrence of every substring without looking anything up.
package struct SubstringTree {
    /// A substring.
    package struct Node: BitwiseCopyable, Sendable {
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

    /// How many threads share the work.
    private let threadCount: Int

    /// Makes the tree of words whose symbols are greater than 0.
    ///
    /// - Parameters:
    ///   - symbols: The words, each followed by 0.
    ///   - counts: How often each word occurs.
    ///   - limit: The most symbols a substring has, below 255.
    ///   - nodeLimit: About how many nodes there are at most; those that cover most of the words
    ///     stay, and all single symbols.
    ///   - threadCount: How many threads share the work; the tree does not depend on it.
    package init(
        symbols: [Int32],
        counts: [Int],
        limit: Int,
        nodeLimit: Int = .max,
        threadCount: Int = 1
    ) {
        self.symbols = symbols
        self.threadCount = threadCount
        deepest = Self.owners(symbols)
        build(counts: counts, depth: limit + 1, nodeLimit: nodeLimit)
        sortByLength(limit: limit)
    }

    /// Visits the suffixes in order, with the path of nodes to the current one on a stack.
    ///
    /// A node is finished when the next suffix does not share it. (Abouelhoda et al., "Replacing
    /// suffix trees with enhanced suffix arrays", 2004, section 3; here with the leaves.)
    private mutating func build(counts: [Int], depth: Int, nodeLimit: Int) {
        let places = SuffixOrder.sorted(symbols, depth: depth, threadCount: threadCount)
        let shared = SuffixOrder.sharedLengths(
            places,
            symbols,
            depth: depth,
            threadCount: threadCount
        )
        var path: [Int32] = []
        for start in stride(from: 0, to: places.count, by: Self.suffixesAtATime) {
            let block = places[start..<min(places.count, start + Self.suffixesAtATime)]
            for (index, suffix) in zip(start..., suffixes(block, counts, depth: depth)) {
                leave(&path, to: Int32(shared[index]), at: suffix.place)
                if path.isEmpty { push(&path, suffix.place, length: 1) }
                let length = suffix.weight > 1 ? suffix.length : Int32(shared[index + 1])
                if length > pathLength(path) { push(&path, suffix.place, length: length) }
                if let top = path.last { nodes[Int(top)].count += suffix.weight }
                deepest[Int(suffix.place)] = path.last ?? -1
                if nodes.count / 2 > nodeLimit { thin(&path, to: nodeLimit) }
            }
        }
        leave(&path, to: 0, at: 0)
    }

    /// A suffix of a word that occurs `weight` times; its length is that up to a depth.
    private struct Suffix {
        var weight: Int
        var place: Int32
        var length: Int32
    }

    /// How many suffixes are looked up before they are visited.
    private static let suffixesAtATime = 1 << 18

    /// The suffixes at places that were not visited yet, where ``deepest`` has their words.
    private func suffixes(
        _ places: ArraySlice<Int32>,
        _ counts: [Int],
        depth: Int
    ) -> [Suffix] {
        [Suffix](count: places.count, threadCount: threadCount) { [symbols, deepest] index in
            let place = places[places.startIndex + index]
            return Suffix(
                weight: counts[Self.owner(deepest[Int(place)])],
                place: place,
                length: Self.length(of: place, in: symbols, atMost: depth)
            )
        }
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

    /// The word that each place is in, as a number below -1, and -1 where a word ends.
    private static func owners(_ symbols: [Int32]) -> [Int32] {
        var owner: Int32 = 0
        return symbols.map { symbol in
            if symbol == 0 { owner += 1 }
            return symbol == 0 ? -1 : -2 - owner
        }
    }

    /// The word that such a number stands for.
    private static func owner(_ number: Int32) -> Int { Int(-2 - number) }

    /// The number of symbols from a place to the end of its word, or the limit.
    private static func length(of place: Int32, in symbols: [Int32], atMost limit: Int) -> Int32 {
        var end = Int(place)
        while symbols[end] != 0, end - Int(place) < limit { end += 1 }
        return Int32(end - Int(place))
    }
}

extension SubstringTree {
    /// How much of the words a node covers.
    package func coverage(of node: Int) -> Int { nodes[node].count * Int(nodes[node].length) }

    /// Those of the nodes that cover most of the words, in order, and all single symbols.
    func mostFrequent(_ limit: Int, of candidates: [Int]) -> [Int] {
        candidates.best(limit) { node in
            nodes[node].length == 1 ? nil : coverage(of: node)
        }
    }

    /// Leaves out finished nodes that cover little, while the tree is being built.
    private mutating func thin(_ path: inout [Int32], to limit: Int) {
        let unfinished = Set(path)
        let finished = nodes.indices.filter { !unfinished.contains(Int32($0)) }
        let kept = mostFrequent(limit, of: finished) + path.map { Int($0) }
        let numbers = keep(kept.sorted())
        path = path.map { numbers[Int($0)] }
    }

    /// Numbers the nodes by length, and leaves out those that are too long.
    private mutating func sortByLength(limit: Int) {
        var ends = Array(repeating: 0, count: limit + 2)
        for node in nodes where node.length <= limit { ends[Int(node.length) + 1] += 1 }
        for length in 1...limit { ends[length + 1] += ends[length] }
        var order = Array(repeating: 0, count: ends[limit + 1])
        for (index, node) in nodes.enumerated() where node.length <= limit {
            order[ends[Int(node.length)]] = index
            ends[Int(node.length)] += 1
        }
        keep(order)
    }

    /// Keeps some of the nodes, in the order given, parents before children.
    ///
    /// What had a node that goes gets that node's next ancestor that stays.
    ///
    /// - Returns: For each node the new number of it, or of its next ancestor that stays.
    @discardableResult
    mutating func keep(_ kept: [Int]) -> [Int32] {
        var numbers = Array(repeating: Int32(-1), count: nodes.count)
        for (number, node) in kept.enumerated() { numbers[node] = Int32(number) }
        let successors = [Int32](count: nodes.count, threadCount: threadCount) {
            [nodes, numbers] in Self.successor(of: $0, nodes, numbers)
        }
        nodes = [Node](count: kept.count, threadCount: threadCount) { [nodes] index in
            var node = nodes[kept[index]]
            node.parent = node.parent < 0 ? -1 : successors[Int(node.parent)]
            return node
        }
        deepest.update(threadCount: threadCount) { node in
            if node >= 0 { node = successors[Int(node)] }
        }
        return successors
    }

    /// The new number of a node, or of its next ancestor that has one.
    private static func successor(of node: Int, _ nodes: [Node], _ numbers: [Int32]) -> Int32 {
        var node = Int32(node)
        while node >= 0, numbers[Int(node)] < 0 { node = nodes[Int(node)].parent }
        return node < 0 ? -1 : numbers[Int(node)]
    }
}
