/// One worker's walk over the steps of a batch: the rows of its own sequences, step by step.
///
/// Sequences do not depend on each other, so each worker takes some of them through all steps
/// and no worker waits for another. The split gives each about the same number of rows.
struct RecurrenceScan {
    /// One step of a worker's walk.
    struct Step {
        /// The first row of the worker's sequences at this step.
        let row: Int
        /// How many of them have this step.
        let active: Int
        /// How many of those go on to another step; the others end here.
        let continuing: Int
        /// The first of them that starts here; those from it on start, the others came before.
        let started: Int
        /// The first row of the worker's sequences at the next step.
        let nextRow: Int
    }

    let layout: SequenceLayout
    let isReversed: Bool
    /// The worker's sequences, in the layout's order.
    let sequences: Range<Int>

    /// The steps in the order in which the sequences are read.
    var steps: [Step] {
        let count = layout.stepCount
        return (0..<count).compactMap { index in
            step(isReversed ? count - 1 - index : index)
        }
    }

    private func step(_ t: Int) -> Step? {
        let active = activeCount(t)
        guard active > 0 else { return nil }
        let next = isReversed ? t - 1 : t + 1
        let before = isReversed ? t + 1 : t - 1
        return Step(
            row: layout.offsets[t] + sequences.lowerBound,
            active: active,
            continuing: min(active, activeCount(next)),
            started: min(active, activeCount(before)),
            nextRow: layout.offsets.indices.contains(next)
                ? layout.offsets[next] + sequences.lowerBound : 0
        )
    }

    private func activeCount(_ t: Int) -> Int {
        guard layout.batchSizes.indices.contains(t) else { return 0 }
        return max(0, min(sequences.upperBound, layout.batchSizes[t]) - sequences.lowerBound)
    }

    /// One scan a worker, balanced by the number of rows; fewer when there is little to do.
    static func split(_ layout: SequenceLayout, isReversed: Bool, workers: Int) -> [RecurrenceScan]
    {
        let parts = max(1, min(workers, layout.batchSize / 4))
        var scans: [RecurrenceScan] = []
        var (first, rows) = (0, 0)
        for (place, length) in layout.lengths.enumerated() {
            rows += length
            let isLastPart = scans.count == parts - 1
            guard !isLastPart, rows * parts >= layout.rowCount * (scans.count + 1) else { continue }
            scans.append(
                .init(layout: layout, isReversed: isReversed, sequences: first..<place + 1)
            )
            first = place + 1
        }
        if first < layout.batchSize {
            let rest = first..<layout.batchSize
            scans.append(.init(layout: layout, isReversed: isReversed, sequences: rest))
        }
        return scans
    }
}
