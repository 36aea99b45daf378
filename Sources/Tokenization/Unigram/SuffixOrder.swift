/// The order of the suffixes of words, by their first symbols.
enum SuffixOrder {
    /// The places of all symbols but the 0 that ends each word, by what follows up to the end of
    /// the word, or up to a depth.
    ///
    /// Sorted by the symbol at depth 0, then each class of equal ones by the next, so the time is
    /// bounded by the depth times that of one sort, also where one symbol is repeated without end.
    /// (Bentley and Sedgewick, "Fast Algorithms for Sorting and Searching Strings", 1997.) The
    /// classes at depth 0 are shared out among threads; the order does not depend on their number.
    static func sorted(_ symbols: [Int32], depth: Int, threadCount: Int = 1) -> [Int32] {
        let (classes, count) = classes(of: symbols)
        return [Int32](unsafeUninitializedCapacity: count) { places, placeCount in
            distribute(symbols, by: classes, into: places)
            placeCount = count
            nonisolated(unsafe) let places = places
            let largestFirst = classes.filter { $0.count > 1 }.sorted { $0.count > $1.count }
            _ = concurrentMap(largestFirst.count, threadCount: threadCount) { index in
                symbols.withUnsafeBufferPointer { symbols in
                    let part = UnsafeMutableBufferPointer(rebasing: places[largestFirst[index]])
                    var sorter = Sorter(places: part, symbols: symbols, limit: depth)
                    sorter.sort(from: 1)
                }
            }
        }
    }

    /// Where the suffixes that begin with each symbol are, those of 0 left out, and their number.
    private static func classes(of symbols: [Int32]) -> (classes: [Range<Int>], count: Int) {
        var counts = Array(repeating: 0, count: Int(symbols.max() ?? 0) + 1)
        for symbol in symbols { counts[Int(symbol)] += 1 }
        counts[0] = 0
        var end = 0
        let classes = counts.map { count in
            end += count
            return end - count..<end
        }
        return (classes, end)
    }

    private static func distribute(
        _ symbols: [Int32],
        by classes: [Range<Int>],
        into places: UnsafeMutableBufferPointer<Int32>
    ) {
        var ends = classes.map(\.lowerBound)
        for (place, symbol) in symbols.enumerated() where symbol != 0 {
            places.initializeElement(at: ends[Int(symbol)], to: Int32(truncatingIfNeeded: place))
            ends[Int(symbol)] += 1
        }
    }

    /// How many symbols each suffix shares with the one before; 0 for the first, and 0 at the end.
    ///
    /// The depth is at most 255.
    static func sharedLengths(
        _ places: [Int32],
        _ symbols: [Int32],
        depth: Int,
        threadCount: Int = 1
    ) -> [UInt8] {
        Array(count: places.count + 1, threadCount: threadCount) { index in
            if index == 0 || index == places.count { return 0 }
            let (left, right) = (Int(places[index - 1]), Int(places[index]))
            var length = 0
            while length < depth, symbols[left + length] == symbols[right + length],
                symbols[left + length] != 0
            {
                length += 1
            }
            return UInt8(length)
        }
    }

    private struct Sorter {
        /// A class whose members agree up to `depth`.
        struct Task {
            var start: Int
            var end: Int
            var depth: Int
        }

        let places: UnsafeMutableBufferPointer<Int32>
        let symbols: UnsafeBufferPointer<Int32>
        let limit: Int
        private var tasks: [Task] = []

        init(
            places: UnsafeMutableBufferPointer<Int32>,
            symbols: UnsafeBufferPointer<Int32>,
            limit: Int
        ) {
            self.places = places
            self.symbols = symbols
            self.limit = limit
        }

        /// Sorts the places, whose suffixes agree up to a depth.
        mutating func sort(from depth: Int) {
            tasks = [Task(start: 0, end: places.count, depth: depth)]
            while let task = tasks.popLast() {
                if task.end - task.start < 12 { insert(task) } else { partition(task) }
            }
        }

        @inline(__always)
        private func symbol(_ index: Int, _ depth: Int) -> Int32 {
            symbols[Int(places[index]) + depth]
        }

        /// Divides a class into those below, at and above a symbol.
        private mutating func partition(_ task: Task) {
            if task.depth >= limit { return }
            let pivot = pivot(task)
            var (low, index, high) = (task.start, task.start, task.end)
            while index < high {
                let value = symbol(index, task.depth)
                if value < pivot {
                    places.swapAt(low, index)
                    low += 1
                    index += 1
                } else if value > pivot {
                    high -= 1
                    places.swapAt(index, high)
                } else {
                    index += 1
                }
            }
            add(task.start, low, task.depth)
            if pivot != 0 { add(low, high, task.depth + 1) }
            add(high, task.end, task.depth)
        }

        private mutating func add(_ start: Int, _ end: Int, _ depth: Int) {
            if end - start > 1 { tasks.append(Task(start: start, end: end, depth: depth)) }
        }

        /// The median of three.
        private func pivot(_ task: Task) -> Int32 {
            let first = symbol(task.start, task.depth)
            let middle = symbol((task.start + task.end) / 2, task.depth)
            let last = symbol(task.end - 1, task.depth)
            return max(min(first, middle), min(max(first, middle), last))
        }

        private func insert(_ task: Task) {
            for index in task.start + 1..<max(task.start + 1, task.end) {
                var slot = index
                while slot > task.start, precedes(slot, slot - 1, task.depth) {
                    places.swapAt(slot, slot - 1)
                    slot -= 1
                }
            }
        }

        private func precedes(_ left: Int, _ right: Int, _ depth: Int) -> Bool {
            for depth in depth..<max(depth, limit) {
                let (first, second) = (symbol(left, depth), symbol(right, depth))
                if first != second { return first < second }
                if first == 0 { return false }
            }
            return false
        }
    }
}
