/// Fewer points where there are more than a line can show.
enum ChartThinning {
    /// Keeps of each run of places in one half of a pixel's width the first, the lowest, the
    /// highest and the last, in their order: the drawing is the same, the document small.
    static func thinned(_ places: [(x: Double, y: Double)?]) -> [(x: Double, y: Double)?] {
        var kept: [(x: Double, y: Double)?] = []
        var start = 0
        while start < places.count {
            let column = places[start].map { ($0.x * 2).rounded() }
            var end = start + 1
            while end < places.count, places[end].map({ ($0.x * 2).rounded() }) == column {
                end += 1
            }
            kept += extremes(of: places[start..<end])
            start = end
        }
        return kept
    }

    private static func extremes(
        of run: ArraySlice<(x: Double, y: Double)?>
    ) -> [(x: Double, y: Double)?] {
        guard run.count > 4 else { return Array(run) }
        func height(_ index: Int) -> Double { run[index]?.y ?? 0 }
        let lowest = run.indices.min { height($0) < height($1) } ?? run.startIndex
        let highest = run.indices.max { height($0) < height($1) } ?? run.startIndex
        return Set([run.startIndex, lowest, highest, run.endIndex - 1]).sorted().map { run[$0] }
    }
}
