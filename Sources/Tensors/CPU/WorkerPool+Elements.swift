extension WorkerPool {
    /// A cache line of floats: no line is written by two threads.
    private static let line = 16

    /// Fewer elements than this one thread handles alone.
    private static let fewElements = 1 << 15

    /// Splits the elements of several arrays, one array after the other, into a part for each
    /// worker, all of like size.
    ///
    /// - Parameters:
    ///   - counts: The number of elements of each array.
    ///   - body: Handles a range of one array; a worker gets its ranges in order.
    func split(
        elementsOf counts: [Int],
        _ body: (_ worker: Int, _ array: Int, _ range: Range<Int>) -> Void
    ) {
        let lines = counts.map { ($0 + Self.line - 1) / Self.line }
        let total = lines.reduce(0, +)
        let parts = total * Self.line < Self.fewElements ? 1 : count
        func work(_ worker: Int) {
            let part = total * worker / parts..<total * (worker + 1) / parts
            var start = 0
            for (array, count) in counts.enumerated() {
                let own = part.clamped(to: start..<start + lines[array])
                let first = (own.lowerBound - start) * Self.line
                let last = min(count, (own.upperBound - start) * Self.line)
                if first < last { body(worker, array, first..<last) }
                start += lines[array]
            }
        }
        if parts == 1 { work(0) } else { run { work($0) } }
    }
}
