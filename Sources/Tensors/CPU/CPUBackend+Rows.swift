internal import CKernels

extension CPUBackend {
    /// Rows of a table.
    public func gatherRows(_ table: Tensor, _ ids: [Int32]) -> Tensor {
        let width = table.rowWidth
        precondition(
            ids.allSatisfy { $0 >= 0 && Int($0) < table.rowCount },
            "id outside \(table.shape)"
        )
        let out = make([ids.count] + table.shape.dropFirst())
        ids.withUnsafeBufferPointer { ids in
            nonisolated(unsafe) let (from, to, ids) = (table.pointer, out.mutablePointer, ids)
            workers.split(ids.count, grain: 16, minimum: 256) { range in
                guard let first = ids.baseAddress else { return }
                kernel_gather_rows(
                    range.count,
                    width,
                    from,
                    first + range.lowerBound,
                    to + range.lowerBound * width
                )
            }
        }
        withExtendedLifetime(table) {}
        return out
    }

    /// Rows added to those of a table of zeros, in their order.
    public func scatterAddRows(_ values: Tensor, _ ids: [Int32], rowCount: Int) -> Tensor {
        precondition(
            ids.count == values.rowCount && ids.allSatisfy { $0 >= 0 && Int($0) < rowCount },
            "scatter of \(values.shape) by \(ids.count) ids into \(rowCount) rows"
        )
        let out = Tensor(zeros: [rowCount] + values.shape.dropFirst(), on: self)
        scatterAdd(values, ids, into: out)
        return out
    }

    /// Adds each row to that of its id, a block of columns on each thread.
    func scatterAdd(_ values: Tensor, _ ids: [Int32], into out: Tensor) {
        let width = values.rowWidth
        ids.withUnsafeBufferPointer { ids in
            nonisolated(unsafe) let (from, to, ids) = (values.pointer, out.mutablePointer, ids)
            workers.split(width, grain: 16, minimum: values.count < 1 << 15 ? width : 0) { range in
                kernel_scatter_add_rows(
                    ids.count,
                    width,
                    range.lowerBound,
                    range.upperBound,
                    from,
                    ids.baseAddress,
                    to
                )
            }
        }
        withExtendedLifetime((values, out)) {}
    }

    /// The sum of the rows of each sequence.
    public func sequenceSums(_ x: Tensor, _ layout: SequenceLayout) -> Tensor {
        precondition(x.rowCount == layout.rowCount, "sums of \(x.shape) over sequences")
        let width = x.rowWidth
        let out = Tensor(zeros: [layout.batchSize] + x.shape.dropFirst(), on: self)
        nonisolated(unsafe) let (from, to) = (x.pointer, out.mutablePointer)
        workers.split(layout.batchSize, grain: 1, minimum: x.count < 1 << 15 ? .max : 0) { places in
            for step in 0..<layout.stepCount {
                let last = min(places.upperBound, layout.batchSizes[step])
                guard places.lowerBound < last else { break }
                kernel_accumulate(
                    (last - places.lowerBound) * width,
                    1,
                    from + (layout.offsets[step] + places.lowerBound) * width,
                    to + places.lowerBound * width
                )
            }
        }
        withExtendedLifetime(x) {}
        return out
    }

    /// The sum of all rows.
    public func columnSums(_ x: Tensor) -> Tensor {
        let width = x.rowWidth
        let out = Tensor(zeros: [width], on: self)
        nonisolated(unsafe) let (from, to) = (x.pointer, out.mutablePointer)
        workers.split(width, grain: 16, minimum: x.count < 1 << 15 ? width : 0) { range in
            kernel_sum_rows(x.rowCount, width, range.lowerBound, range.upperBound, from, to)
        }
        withExtendedLifetime(x) {}
        return out
    }

    /// Some columns of a matrix.
    public func columns(_ a: Tensor, _ range: Range<Int>) -> Tensor {
        precondition(
            a.shape.count == 2 && range.lowerBound >= 0 && range.upperBound <= a.shape[1],
            "columns \(range) of \(a.shape)"
        )
        let out = make([a.shape[0], range.count])
        for row in 0..<a.shape[0] {
            (out.mutablePointer + row * range.count).update(
                from: a.pointer + row * a.shape[1] + range.lowerBound,
                count: range.count
            )
        }
        withExtendedLifetime(a) {}
        return out
    }

    /// Matrices side by side.
    public func concatenatedColumns(_ parts: [Tensor]) -> Tensor {
        let rows = parts.first?.rowCount ?? 0
        precondition(
            parts.allSatisfy { $0.shape.count == 2 && $0.rowCount == rows },
            "side by side: \(parts.map(\.shape))"
        )
        let width = parts.reduce(0) { $0 + $1.shape[1] }
        let out = make([rows, width])
        var at = 0
        for part in parts {
            for row in 0..<rows {
                (out.mutablePointer + row * width + at).update(
                    from: part.pointer + row * part.shape[1],
                    count: part.shape[1]
                )
            }
            at += part.shape[1]
        }
        withExtendedLifetime(parts) {}
        return out
    }
}
