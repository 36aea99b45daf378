/// The pieces of a vocabulary as a double array: all pieces that start at a place in text are found
/// by one walk over its bytes.
///
/// The children of node `s` are where `units[base(s) ^ byte]` names `s` as its parent, so a step
/// is one exclusive or and one comparison. (Aoe, "An Efficient Digital Search Algorithm by Using a
/// Double-Array Structure", 1989; children lie in one block of 256, so no step leaves the array.)
struct PieceTrie: Sendable {
    /// A node, or an empty slot, whose parent is -1.
    struct Unit: Sendable {
        var base: Int32 = 0
        var parent: Int32 = -1

        /// The number of the piece that ends here, or -1.
        var value: Int32 = -1
    }

    /// The nodes; the root is the first.
    private(set) var units: [Unit]

    /// Makes the trie of pieces, the value of each its number in the array.
    ///
    /// An empty piece is left out, and of equal ones the first counts.
    init(_ pieces: [[UInt8]]) {
        var builder = Builder(pieces: pieces)
        builder.build()
        units = builder.units
    }

    /// The node that a byte leads to, or -1.
    @inline(__always)
    static func step(_ units: UnsafeBufferPointer<Unit>, _ node: Int, _ byte: UInt8) -> Int {
        let next = Int(units[node].base) ^ Int(byte)
        return units[next].parent == Int32(truncatingIfNeeded: node) ? next : -1
    }

    /// The node that bytes lead to from the root, or nil.
    func node(after bytes: [UInt8]) -> Int? {
        units.withUnsafeBufferPointer { units in
            var node = 0
            for byte in bytes {
                node = Self.step(units, node, byte)
                if node < 0 { return nil }
            }
            return node
        }
    }

    /// Calls `body` with the end and the value of each piece that starts at `start`, which is walked
    /// from a node, the shortest first.
    @inline(__always)
    static func forEachPiece(
        _ units: UnsafeBufferPointer<Unit>,
        from root: Int = 0,
        in text: UnsafeBufferPointer<UInt8>,
        at start: Int,
        _ body: (_ end: Int, _ value: Int32) -> Void
    ) {
        var node = root
        var end = start
        while end < text.count {
            node = step(units, node, text[end])
            if node < 0 { return }
            end += 1
            if units[node].value >= 0 { body(end, units[node].value) }
        }
    }

    /// The length and the value of the longest piece that starts at `start`, which is walked from
    /// a node; nil when there is none.
    static func longest(
        _ units: UnsafeBufferPointer<Unit>,
        from root: Int,
        in text: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> (end: Int, value: Int32)? {
        var found: (end: Int, value: Int32)?
        forEachPiece(units, from: root, in: text, at: start) { found = ($0, $1) }
        return found
    }
}

extension PieceTrie {
    /// Lays the nodes out, depth first.
    private struct Builder {
        /// A node whose children are to be placed: pieces `range` of the order agree up to `depth`.
        private struct Task {
            var node: Int
            var range: Range<Int>
            var depth: Int
        }

        private let pieces: [[UInt8]]

        /// The numbers of the pieces, in the order of their bytes.
        private let order: [Int]

        private(set) var units: [Unit] = []

        /// A ring of the empty slots that are still tried; slot numbers by slot.
        private var next: [Int32] = []
        private var previous: [Int32] = []
        private var firstEmpty = -1

        /// How many blocks at the end are still filled: older ones are full enough.
        private static let openBlocks = 16
        private static let blockSize = 256

        init(pieces: [[UInt8]]) {
            self.pieces = pieces
            order = pieces.indices.filter { !pieces[$0].isEmpty }.sorted {
                pieces[$0] == pieces[$1]
                    ? $0 < $1 : pieces[$0].lexicographicallyPrecedes(pieces[$1])
            }
        }

        mutating func build() {
            addBlock()
            take(0, parent: 0)
            units[0].parent = -1
            var tasks = [Task(node: 0, range: 0..<order.count, depth: 0)]
            while let task = tasks.popLast() { place(task, &tasks) }
        }

        private mutating func place(_ task: Task, _ tasks: inout [Task]) {
            var start = task.range.lowerBound
            while start < task.range.upperBound, pieces[order[start]].count == task.depth {
                if units[task.node].value < 0 { units[task.node].value = Int32(order[start]) }
                start += 1
            }
            let branches = branches(start..<task.range.upperBound, depth: task.depth)
            guard !branches.isEmpty else { return }
            let base = freeBase(for: branches.map(\.label))
            units[task.node].base = Int32(base)
            for branch in branches {
                take(base ^ Int(branch.label), parent: task.node)
            }
            for branch in branches.reversed() {
                let node = base ^ Int(branch.label)
                tasks.append(Task(node: node, range: branch.range, depth: task.depth + 1))
            }
        }

        /// The bytes that follow, each with the pieces that have it.
        private func branches(
            _ range: Range<Int>,
            depth: Int
        ) -> [(label: UInt8, range: Range<Int>)] {
            var result: [(label: UInt8, range: Range<Int>)] = []
            var start = range.lowerBound
            while start < range.upperBound {
                let label = pieces[order[start]][depth]
                var end = start + 1
                while end < range.upperBound, pieces[order[end]][depth] == label { end += 1 }
                result.append((label, start..<end))
                start = end
            }
            return result
        }

        /// A base that has an empty slot for every label.
        private mutating func freeBase(for labels: [UInt8]) -> Int {
            let first = Int(labels[0])
            if firstEmpty >= 0 {
                var slot = firstEmpty
                repeat {
                    let base = slot ^ first
                    if labels.allSatisfy({ isEmpty(base ^ Int($0)) }) { return base }
                    slot = Int(next[slot])
                } while slot != firstEmpty
            }
            return addBlock()
        }

        private func isEmpty(_ slot: Int) -> Bool { next[slot] >= 0 }

        /// Appends a block, closes the oldest open one, and returns where the new one starts.
        @discardableResult
        private mutating func addBlock() -> Int {
            let start = units.count
            units.append(contentsOf: repeatElement(Unit(), count: Self.blockSize))
            next.append(contentsOf: repeatElement(-1, count: Self.blockSize))
            previous.append(contentsOf: repeatElement(-1, count: Self.blockSize))
            for slot in start..<start + Self.blockSize { link(slot) }
            let closed = start - Self.openBlocks * Self.blockSize
            if closed >= 0 {
                for slot in closed..<closed + Self.blockSize where isEmpty(slot) { unlink(slot) }
            }
            return start
        }

        private mutating func take(_ slot: Int, parent: Int) {
            unlink(slot)
            units[slot].parent = Int32(parent)
        }

        private mutating func link(_ slot: Int) {
            guard firstEmpty >= 0 else {
                (next[slot], previous[slot], firstEmpty) = (Int32(slot), Int32(slot), slot)
                return
            }
            let last = Int(previous[firstEmpty])
            next[slot] = Int32(firstEmpty)
            previous[slot] = Int32(last)
            next[last] = Int32(slot)
            previous[firstEmpty] = Int32(slot)
        }

        private mutating func unlink(_ slot: Int) {
            let (before, after) = (Int(previous[slot]), Int(next[slot]))
            next[before] = Int32(after)
            previous[after] = Int32(before)
            if firstEmpty == slot { firstEmpty = after == slot ? -1 : after }
            (next[slot], previous[slot]) = (-1, -1)
        }
    }
}
