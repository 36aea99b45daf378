internal import CKernels

extension CPUBackend {
    /// The sum of the squares of all elements: each worker adds up its part of them, in order.
    public func sumOfSquares(_ tensors: [Tensor]) -> Double {
        var parts = [Double](repeating: 0, count: workers.count)
        let pointers = tensors.map { UncheckedPointer($0.pointer) }
        parts.withUnsafeMutableBufferPointer { parts in
            nonisolated(unsafe) let parts = parts
            workers.split(elementsOf: tensors.map(\.count)) { worker, index, range in
                let from = pointers[index].value + range.lowerBound
                parts[worker] += kernel_sum_of_squares(range.count, from)
            }
        }
        withExtendedLifetime(tensors) {}
        return parts.reduce(0, +)
    }

    /// One step of Adam on all parameters.
    ///
    /// The work is divided by elements, whatever parameter they belong to: each thread has as much
    /// to do, be there one large table or many small biases.
    public func adamStep(_ settings: AdamSettings, _ updates: inout [AdamUpdate]) {
        let parts = updates.indices.map { AdamPart(&updates[$0]) }
        let kernel = settings.kernel
        let counts = updates.map {
            settings.skipsIdleRows ? $0.gradient.values.count : $0.parameter.count
        }
        workers.split(elementsOf: counts) { _, index, range in
            withUnsafePointer(to: kernel) { kernel in
                if settings.skipsIdleRows {
                    parts[index].stepOfKept(kernel, range)
                } else {
                    parts[index].stepOfAll(kernel, range)
                }
            }
        }
        withExtendedLifetime(updates) {}
    }

    /// The sums of the rows of each id, a block of columns on each thread.
    public func rowGradient(_ parts: [TakenRows], rowCount: Int) -> RowGradient {
        let ids = parts.flatMap(\.ids).uniqueSorted
        precondition((ids.first ?? 0) >= 0, "rows \(ids) of a table")
        let shape = parts.first?.values.shape ?? [0]
        let sums = Tensor(zeros: [ids.count] + shape.dropFirst(), on: self)
        for part in parts {
            scatterAdd(part.values, part.ids.map { Int32(ids.place(of: $0)) }, into: sums)
        }
        return RowGradient(ids: ids, values: sums, rowCount: rowCount)
    }
}

extension [Int32] {
    /// The elements in ascending order, each once.
    fileprivate var uniqueSorted: [Int32] {
        var unique: [Int32] = []
        for id in sorted() where unique.last != id { unique.append(id) }
        return unique
    }

    /// Where the first element of at least `id` stands in an array in ascending order.
    fileprivate func place(of id: Int32) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// A pointer that several threads read or write disjoint parts through.
private struct UncheckedPointer: @unchecked Sendable {
    let value: UnsafePointer<Float>

    init(_ value: UnsafePointer<Float>) { self.value = value }
}

/// The memory of one update.
private struct AdamPart: @unchecked Sendable {
    let gradient: UnsafePointer<Float>
    let parameter: UnsafeMutablePointer<Float>
    let first: UnsafeMutablePointer<Float>
    let second: UnsafeMutablePointer<Float>

    /// The rows that the gradient is of, and their width; nil for all.
    let ids: [Int32]?
    let width: Int

    init(_ update: inout AdamUpdate) {
        update.parameter.makeUniquelyReferenced()
        update.first.makeUniquelyReferenced()
        update.second.makeUniquelyReferenced()
        gradient = update.gradient.values.pointer
        parameter = update.parameter.mutablePointer
        first = update.first.mutablePointer
        second = update.second.mutablePointer
        width = update.parameter.rowWidth
        if case .rows(let rows) = update.gradient { ids = rows.ids } else { ids = nil }
    }

    /// The elements `range` of the parameter; where there is no gradient it is zero.
    func stepOfAll(_ settings: UnsafePointer<KernelAdam>, _ range: Range<Int>) {
        guard let ids else { return step(settings, range, gradient + range.lowerBound) }
        var at = range.lowerBound
        var place = ids.place(of: Int32(at / width))
        while at < range.upperBound {
            let row = place < ids.count ? Int(ids[place]) : .max
            if at / width == row {
                let end = min(range.upperBound, (row + 1) * width)
                step(settings, at..<end, gradient + place * width + at % width)
                (at, place) = (end, place + 1)
            } else {
                let end = row == .max ? range.upperBound : min(range.upperBound, row * width)
                step(settings, at..<end, nil)
                at = end
            }
        }
    }

    /// The parameters of the elements `range` of the gradient.
    func stepOfKept(_ settings: UnsafePointer<KernelAdam>, _ range: Range<Int>) {
        guard let ids else { return step(settings, range, gradient + range.lowerBound) }
        var at = range.lowerBound
        while at < range.upperBound {
            let (place, column) = at.quotientAndRemainder(dividingBy: width)
            let end = min(range.upperBound, (place + 1) * width)
            let start = Int(ids[place]) * width + column
            step(settings, start..<start + end - at, gradient + at)
            at = end
        }
    }

    private func step(
        _ settings: UnsafePointer<KernelAdam>,
        _ range: Range<Int>,
        _ gradient: UnsafePointer<Float>?
    ) {
        let at = range.lowerBound
        kernel_adam(range.count, settings, gradient, parameter + at, first + at, second + at)
    }
}

extension AdamSettings {
    var kernel: KernelAdam {
        let t = Double(step)
        return KernelAdam(
            learning_rate: learningRate,
            beta1: beta1,
            beta2: beta2,
            epsilon: epsilon,
            decay: weightDecay,
            correction1: Float(1 / (1 - power(Double(beta1), t))),
            correction2: Float(1 / (1 - power(Double(beta2), t))),
            gradient_scale: gradientScale
        )
    }

    /// `base^exponent` for a whole exponent, by squaring.
    private func power(_ base: Double, _ exponent: Double) -> Double {
        var (result, factor, left) = (1.0, base, Int(exponent))
        while left > 0 {
            if left % 2 == 1 { result *= factor }
            factor *= factor
            left /= 2
        }
        return result
    }
}
