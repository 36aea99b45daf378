internal import CKernels

extension CPUBackend {
    /// Packs a decoder in the layout of oneDNN.
    public func prepare(decoder: DecoderWeights) -> any StepwiseDecoder {
        CPUStepwiseDecoder(decoder, on: self)
    }
}

/// Decodes blocks of rows, each worker with slots of its own through the whole of a step, so that
/// the threads meet once a step.
final class CPUStepwiseDecoder: StepwiseDecoder, @unchecked Sendable {
    struct Layer {
        let input: BlockProducts?
        let recurrent: BlockProducts

        /// The biases of both sides, as the kernels of the gates take them.
        let bias: Tensor
    }

    /// Tables of more elements than this (64 MB) are not made.
    private static let maximumTableSize = 1 << 24

    let weights: DecoderWeights
    let backend: CPUBackend
    let layers: [Layer]
    let output: BlockProducts
    let sizes: DecodingSlots.Sizes

    /// The input product of every token in the first layer.
    let inputTable: Tensor?
    private let code: BlockProducts
    private let initialState: BlockProducts
    private let workspaces: [DecodingWorkspace]

    init(_ weights: DecoderWeights, on backend: CPUBackend) {
        self.weights = weights
        self.backend = backend
        func packed(_ weight: Tensor, _ precision: Precision) -> BlockProducts {
            BlockProducts(weight, precision: precision, products: backend.products)
        }
        let (first, vocabulary) = (weights.layers[0], weights.embedding.rowCount)
        let width = first.inputWeight.rowCount
        let hasTable = vocabulary * width <= Self.maximumTableSize
        inputTable =
            hasTable
            ? backend.affine(weights.embedding, weight: first.inputWeight, bias: nil) : nil
        layers = weights.layers.enumerated().map { index, layer in
            Layer(
                input: index == 0 && hasTable ? nil : packed(layer.inputWeight, backend.precision),
                recurrent: packed(layer.recurrentWeight, backend.precision),
                bias: GateInput.merged(
                    layer.recurrentBias,
                    layer.inputBias,
                    weights.cell,
                    layer.recurrentWeight.rowWidth,
                    on: backend
                )
            )
        }
        output = packed(weights.output.weight, backend.precision)
        code = packed(weights.code.weight, .float32)
        initialState = packed(weights.initialState.weight, .float32)
        sizes = DecodingSlots.Sizes(
            layerCount: layers.count,
            hiddenSize: weights.initialState.weight.rowCount,
            inputSize: width,
            vocabularySize: vocabulary,
            isLSTM: weights.cell == .lstm,
            isNarrow: backend.precision == .bfloat16
        )
        let all =
            layers.compactMap(\.input) + layers.map(\.recurrent) + [output, code, initialState]
        let scratch = all.map(\.scratchCount).max() ?? 0
        let codeSize = weights.code.weight.rowWidth
        let vectorSize = max(codeSize, weights.embedding.rowWidth)
        workspaces = (0..<backend.workers.count).map { [sizes] _ in
            DecodingWorkspace(
                sizes,
                vectorSize: vectorSize,
                scratchCount: scratch,
                pool: backend.storagePool
            )
        }
    }

    func makeSlots(_ count: Int) -> DecodingSlots {
        DecodingSlots(count, sizes: sizes, pool: backend.storagePool)
    }

    func begin(_ codes: Tensor, in slots: DecodingSlots) {
        precondition(
            codes.rowWidth == weights.code.weight.rowWidth && codes.rowCount <= slots.capacity,
            "decoding codes of shape \(codes.shape) in \(slots.capacity) slots"
        )
        for first in stride(from: 0, to: codes.rowCount, by: BlockProducts.maximumRows) {
            let last = min(codes.rowCount, first + BlockProducts.maximumRows)
            begin(codes, first..<last, in: slots)
        }
    }

    private func begin(_ codes: Tensor, _ rows: Range<Int>, in slots: DecodingSlots) {
        let (space, first) = (workspaces[0], rows.lowerBound)
        let (z, width) = (space.vectors.pointer, codes.rowWidth)
        z.update(from: codes.pointer + first * width, count: rows.count * width)
        let scratch = space.scratch.pointer
        code.execute(rows: rows.count, z, into: slots.codes.row(first), scratch: scratch)
        let bottom = slots.layers[0]
        let target = bottom.cell ?? bottom.state
        let start = target.row(first)
        initialState.execute(rows: rows.count, z, into: start, scratch: scratch)
        if let bias = weights.initialState.bias {
            kernel_add_bias(rows.count, target.width, bias.pointer, start)
        }
        if bottom.cell != nil {
            kernel_tanh(rows.count * target.width, start, bottom.state.row(first))
        }
        if let narrow = bottom.narrowState {
            kernel_to_bfloat16(
                rows.count * narrow.width,
                bottom.state.row(first),
                narrow.row(first)
            )
        }
        for layer in slots.layers.dropFirst() {
            for row in rows { layer.copyRow(row, of: bottom, to: row) }
        }
        withExtendedLifetime((codes, weights, slots)) {}
    }

    func step(
        _ slots: DecodingSlots,
        count: Int,
        selection: TokenSelection,
        process: TokenSelection.Process?
    ) {
        precondition(count <= slots.capacity, "\(count) sequences in \(slots.capacity) slots")
        precondition(
            selection.suppressed.allSatisfy { 0..<sizes.vocabularySize ~= Int($0) },
            "suppressed tokens \(selection.suppressed) of a vocabulary of \(sizes.vocabularySize)"
        )
        if process != nil { _ = slots.candidates }
        selection.suppressed.withUnsafeBufferPointer { suppressed in
            let step = DecodingStep(
                decoder: self,
                slots: slots,
                choice: selection.choice,
                suppressed: suppressed,
                process: process
            )
            split(count) { worker, rows in step.run(rows, in: workspaces[worker]) }
        }
    }

    /// Gives each worker some groups of rows.
    private func split(_ count: Int, _ body: (_ worker: Int, _ rows: Range<Int>) -> Void) {
        let (grouping, workers) = (DecodingSlots.grouping, backend.workers)
        guard count > grouping else { return body(0, 0..<count) }
        let groups = (count + grouping - 1) / grouping
        workers.run { worker in
            let first = min(count, groups * worker / workers.count * grouping)
            let last = min(count, groups * (worker + 1) / workers.count * grouping)
            if first < last { body(worker, first..<last) }
        }
    }

    func select(_ rows: [Int], in slots: DecodingSlots) {
        precondition(rows.count <= slots.capacity, "\(rows.count) rows for \(slots.capacity) slots")
        rows.map(Int32.init).withUnsafeBufferPointer { rows in
            let (codes, spareCodes) = (slots.codes, slots.spareCodes)
            split(rows.count) { _, range in
                Self.gather(rows, range, from: codes, to: spareCodes)
            }
            slots.exchangeCodesWithSpare()
            for index in slots.layers.indices {
                let (from, to) = (slots.layers[index], slots.spare)
                split(rows.count) { _, range in Self.gather(rows, range, from: from, to: to) }
                slots.exchangeWithSpare(index)
            }
        }
    }

    private static func gather(
        _ rows: UnsafeBufferPointer<Int32>,
        _ range: Range<Int>,
        from: DecodingSlots.Layer,
        to: DecodingSlots.Layer
    ) {
        gather(rows, range, from: from.state, to: to.state)
        if let cell = from.cell, let next = to.cell { gather(rows, range, from: cell, to: next) }
        guard let narrow = to.narrowState else { return }
        let first = range.lowerBound
        kernel_to_bfloat16(
            range.count * narrow.width,
            to.state.row(first),
            narrow.row(first)
        )
    }

    private static func gather(
        _ rows: UnsafeBufferPointer<Int32>,
        _ range: Range<Int>,
        from: SlotColumn<Float>,
        to: SlotColumn<Float>
    ) {
        guard let ids = rows.baseAddress else { return }
        let first = range.lowerBound
        kernel_gather_rows(range.count, from.width, from.pointer, ids + first, to.row(first))
    }
}

/// One worker's room for a block of rows.
struct DecodingWorkspace: @unchecked Sendable {
    let input: SlotColumn<Float>
    let recurrent: SlotColumn<Float>
    let vectors: SlotColumn<Float>
    let narrowVectors: SlotColumn<UInt16>
    let choice: SlotColumn<Float>
    let scratch: SlotColumn<Float>

    init(_ sizes: DecodingSlots.Sizes, vectorSize: Int, scratchCount: Int, pool: StoragePool) {
        let rows = BlockProducts.maximumRows
        input = SlotColumn(rows: rows, width: sizes.inputSize, pool: pool)
        recurrent = SlotColumn(rows: rows, width: sizes.inputSize, pool: pool)
        vectors = SlotColumn(rows: rows, width: vectorSize, pool: pool)
        narrowVectors = SlotColumn(rows: rows, width: vectorSize, pool: pool)
        let lanes = (sizes.vocabularySize + 15) / 16 * 16
        choice = SlotColumn(rows: 3, width: lanes, pool: pool)
        scratch = SlotColumn(rows: scratchCount, pool: pool)
    }
}

/// Products of blocks of rows with one packed weight, W of [columns, inner].
///
/// The number of rows is rounded up to groups, so that few shapes are needed; the rows beyond are
/// computed and ignored.
struct BlockProducts: @unchecked Sendable {
    /// The rows of a block: enough for the full speed of a product, few enough for the cache.
    static let maximumRows = 48

    private let products: [PackedProduct]

    /// Elements of scratch memory that an execution needs.
    let scratchCount: Int

    init(_ weight: Tensor, precision: Precision, products: PackedProducts) {
        let operand = PackedOperand(
            weight,
            isTransposed: true,
            precision: precision,
            products: products
        )
        let grouping = DecodingSlots.grouping
        self.products = stride(from: grouping, through: Self.maximumRows, by: grouping).map {
            operand.product(rows: $0)
        }
        scratchCount = self.products.map(\.scratchCount).max() ?? 0
    }

    /// c = a W^T; a, of floats or bfloat16, and c have room for whole groups of rows.
    func execute(
        rows: Int,
        _ a: UnsafeRawPointer,
        into c: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>
    ) {
        products[(rows - 1) / DecodingSlots.grouping].execute(a, into: c, scratch: scratch)
    }
}
