internal import CKernels

extension CPUBackend {
    /// One direction of one recurrent layer, each worker with sequences of its own.
    public func recurrence(_ cell: RecurrentCell, _ call: RecurrenceCall) -> RecurrenceResult {
        let hidden = call.weight.hiddenSize
        let layout = call.layout
        precondition(
            call.input.shape == [layout.rowCount, cell.gateCount * hidden],
            "recurrence over \(call.input.shape) with \(layout.rowCount) rows of \(hidden) units"
        )
        let slack = StepProducts.rounding
        let result = RecurrenceResult(
            outputs: call.wantsOutputs ? make([layout.rowCount, hidden]) : nil,
            finalState: make([layout.batchSize, hidden]),
            finalCell: cell == .lstm ? make([layout.batchSize, hidden]) : nil,
            states: make([layout.rowCount, hidden], slackRows: slack),
            cells: cell == .lstm ? make([layout.rowCount, hidden], slackRows: slack) : nil,
            gates: call.isRecording ? make([layout.rowCount, cell.savedCount * hidden]) : nil
        )
        let scans = RecurrenceScan.split(
            layout,
            isReversed: call.isReversed,
            workers: workers.count
        )
        let passes = scans.map { scan in
            ForwardPass(cell: cell, call: call, result: result, scan: scan, backend: self)
        }
        run(passes) { $0.run() }
        return result
    }

    /// Runs one job a worker; a single job stays on the caller.
    func run<Job>(_ jobs: [Job], _ body: (Job) -> Void) {
        guard jobs.count > 1 else { return jobs.forEach(body) }
        nonisolated(unsafe) let jobs = jobs
        workers.run { worker in
            if worker < jobs.count { body(jobs[worker]) }
        }
    }
}

/// One worker's part of the forward pass of a recurrent layer.
private struct ForwardPass {
    let cell: RecurrentCell
    let call: RecurrenceCall
    let result: RecurrenceResult
    let scan: RecurrenceScan
    let products: StepProducts
    let recurrent: Storage
    let hidden: Int

    init(
        cell: RecurrentCell,
        call: RecurrenceCall,
        result: RecurrenceResult,
        scan: RecurrenceScan,
        backend: CPUBackend
    ) {
        self.cell = cell
        self.call = call
        self.result = result
        self.scan = scan
        hidden = call.weight.hiddenSize
        let rows = scan.sequences.count
        products = StepProducts(
            backend.own(call.weight).forward,
            maximumRows: rows,
            pool: backend.storagePool
        )
        recurrent = backend.storagePool.storage(
            capacity: StepProducts.rounded(rows) * cell.gateCount * hidden
        )
    }

    func run() {
        for step in scan.steps {
            start(step)
            products.execute(
                rows: step.active,
                result.states.pointer + step.row * hidden,
                into: recurrent.pointer
            )
            let ending = scan.sequences.lowerBound + step.continuing
            activate(
                step,
                0..<step.continuing,
                next: result.states.mutablePointer + step.nextRow * hidden,
                nextCell: result.cells.map { $0.mutablePointer + step.nextRow * hidden }
            )
            activate(
                step,
                step.continuing..<step.active,
                next: result.finalState.mutablePointer + ending * hidden,
                nextCell: result.finalCell.map { $0.mutablePointer + ending * hidden }
            )
        }
        withExtendedLifetime((call, result, products, recurrent)) {}
    }

    /// Sets the state of the sequences that start at this step.
    private func start(_ step: RecurrenceScan.Step) {
        fill(result.states, from: call.initialState, step)
        if let cells = result.cells { fill(cells, from: call.initialCell, step) }
    }

    private func fill(_ target: Tensor, from initial: Tensor?, _ step: RecurrenceScan.Step) {
        let count = (step.active - step.started) * hidden
        let to = target.mutablePointer + (step.row + step.started) * hidden
        if let initial {
            let place = scan.sequences.lowerBound + step.started
            to.update(from: initial.pointer + place * hidden, count: count)
        } else {
            to.update(repeating: 0, count: count)
        }
    }

    /// The gates of some of the step's rows.
    private func activate(
        _ step: RecurrenceScan.Step,
        _ rows: Range<Int>,
        next: UnsafeMutablePointer<Float>,
        nextCell: UnsafeMutablePointer<Float>?
    ) {
        guard !rows.isEmpty else { return }
        let (row, width) = (step.row + rows.lowerBound, cell.gateCount * hidden)
        let input = call.input.pointer + row * width
        let product = UnsafePointer(recurrent.pointer) + rows.lowerBound * width
        let saved = result.gates.map { $0.mutablePointer + row * cell.savedCount * hidden }
        let output = result.outputs.map { $0.mutablePointer + row * hidden }
        switch cell {
        case .gru:
            kernel_gru_forward(
                rows.count,
                hidden,
                input,
                product,
                call.bias.pointer,
                result.states.pointer + row * hidden,
                saved,
                output,
                next
            )
        case .lstm:
            guard let cells = result.cells else { return }
            kernel_lstm_forward(
                rows.count,
                hidden,
                input,
                product,
                call.bias.pointer,
                cells.pointer + row * hidden,
                saved,
                output,
                next,
                nextCell
            )
        }
    }
}
