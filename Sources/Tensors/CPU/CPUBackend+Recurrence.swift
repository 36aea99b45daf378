internal import CKernels

extension CPUBackend {
    /// One direction of one recurrent layer, each worker with sequences of its own.
    public func recurrence(_ cell: RecurrentCell, _ call: RecurrenceCall) -> RecurrenceResult {
        let input = GateInput(cell, call, on: self)
        let result = emptyResult(cell, call)
        let scans = RecurrenceScan.split(
            call.layout,
            isReversed: call.isReversed,
            workers: workers.count
        )
        own(call.weight).pack(
            rows: scans.map(\.sequences.count).max() ?? 0,
            alsoBackward: call.isRecording,
            on: self
        )
        call.input.withTokens { tokens in
            let passes = scans.map { scan in
                ForwardPass(
                    cell: cell,
                    call: call,
                    input: input,
                    tokens: tokens,
                    result: result,
                    scan: scan,
                    backend: self
                )
            }
            run(passes) { $0.run() }
        }
        return result
    }

    private func emptyResult(_ cell: RecurrentCell, _ call: RecurrenceCall) -> RecurrenceResult {
        let (rows, hidden) = (call.layout.rowCount, call.weight.hiddenSize)
        let slack = StepProducts.rounding
        let outputs = call.wantsOutputs ? make([rows, hidden]) : nil
        let narrowGates = call.isRecording ? narrowMatrix(rows, cell.savedCount * hidden) : nil
        let keepsFloats = call.isRecording && narrowGates == nil
        return RecurrenceResult(
            outputs: outputs?.with(narrow: narrowMatrix(rows, hidden)),
            finalState: make([call.layout.batchSize, hidden]),
            finalCell: cell == .lstm ? make([call.layout.batchSize, hidden]) : nil,
            states: make([rows, hidden], slackRows: slack),
            narrowStates: narrowMatrix(rows + slack, hidden),
            cells: cell == .lstm ? make([rows, hidden], slackRows: slack) : nil,
            gates: keepsFloats ? make([rows, cell.gateCount * hidden]) : nil,
            inner: keepsFloats ? make([rows, hidden]) : nil,
            narrowGates: narrowGates
        )
    }

    /// A matrix in bfloat16 when that is what products take.
    func narrowMatrix(_ rows: Int, _ width: Int) -> NarrowMatrix? {
        guard precision == .bfloat16 else { return nil }
        return NarrowMatrix(uninitialized: rows, width: width, from: storagePool)
    }

    /// Shares jobs out among the workers; a single one stays on the caller.
    func run<Job>(_ jobs: [Job], _ body: (Job) -> Void) {
        guard jobs.count > 1 else { return jobs.forEach(body) }
        nonisolated(unsafe) let jobs = jobs
        workers.run { worker in
            for job in stride(from: worker, to: jobs.count, by: workers.count) { body(jobs[job]) }
        }
    }
}

/// One worker's part of the forward pass of a recurrent layer.
private struct ForwardPass {
    let cell: RecurrentCell
    let call: RecurrenceCall
    let input: GateInput
    let tokens: UnsafePointer<Int32>?
    let result: RecurrenceResult
    let scan: RecurrenceScan
    let products: StepProducts
    let recurrent: Storage
    let hidden: Int

    init(
        cell: RecurrentCell,
        call: RecurrenceCall,
        input: GateInput,
        tokens: UnsafePointer<Int32>?,
        result: RecurrenceResult,
        scan: RecurrenceScan,
        backend: CPUBackend
    ) {
        self.cell = cell
        self.call = call
        self.input = input
        self.tokens = tokens
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
            products.execute(rows: step.active, states(at: step.row), into: recurrent.pointer)
            activate(step, 0..<step.continuing, isEnding: false)
            activate(step, step.continuing..<step.active, isEnding: true)
        }
        withExtendedLifetime((call, input, result, products, recurrent)) {}
    }

    /// The states before a step as the products take them.
    private func states(at row: Int) -> UnsafeRawPointer {
        if let narrow = result.narrowStates { return .init(narrow.pointer + row * hidden) }
        return .init(result.states.pointer + row * hidden)
    }

    /// Sets the state of the sequences that start at this step.
    private func start(_ step: RecurrenceScan.Step) {
        fill(result.states, from: call.initialState, step)
        if let cells = result.cells { fill(cells, from: call.initialCell, step) }
        if let narrow = result.narrowStates {
            let at = (step.row + step.started) * hidden
            let count = (step.active - step.started) * hidden
            kernel_to_bfloat16(count, result.states.pointer + at, narrow.pointer + at)
        }
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

    /// The gates of some of the step's rows; the state of those that end here is their final one.
    private func activate(_ step: RecurrenceScan.Step, _ rows: Range<Int>, isEnding: Bool) {
        guard !rows.isEmpty else { return }
        let (row, width) = (step.row + rows.lowerBound, cell.gateCount * hidden)
        let place = scan.sequences.lowerBound + rows.lowerBound
        let next = (isEnding ? place : step.nextRow + rows.lowerBound) * hidden
        let states = isEnding ? result.finalState : result.states
        let cells = isEnding ? result.finalCell : result.cells
        var gates = KernelRecurrenceForward()
        gates.rows = rows.count
        gates.hidden = hidden
        gates.input = input.rows.pointer + (tokens == nil ? row * width : 0)
        gates.ids = tokens.map { $0 + row }
        gates.sequence = call.sequenceInput.map { $0.pointer + place * width }
        gates.recurrent = UnsafePointer(recurrent.pointer) + rows.lowerBound * width
        gates.bias = input.bias.pointer
        gates.state = result.states.pointer + row * hidden
        gates.cell = result.cells.map { $0.pointer + row * hidden }
        gates.saved = result.gates.map { $0.mutablePointer + row * width }
        gates.inner = result.inner.map { $0.mutablePointer + row * hidden }
        gates.narrow_saved = result.narrowGates.map { $0.pointer + row * cell.savedCount * hidden }
        gates.output = result.outputs.map { $0.mutablePointer + row * hidden }
        gates.narrow_output = result.outputs?.narrow.map { $0.pointer + row * hidden }
        gates.next = states.mutablePointer + next
        gates.next_cell = cells.map { $0.mutablePointer + next }
        gates.narrow_next = isEnding ? nil : result.narrowStates.map { $0.pointer + next }
        switch cell {
        case .gru: kernel_gru_forward(&gates)
        case .lstm: kernel_lstm_forward(&gates)
        }
    }
}
