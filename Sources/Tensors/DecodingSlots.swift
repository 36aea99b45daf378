/// Values of one kind for each slot, in a buffer of the pool.
package struct SlotColumn<Element: BitwiseCopyable>: @unchecked Sendable {
    private let storage: Storage

    /// How many values a slot has.
    package let width: Int

    /// The values, slot by slot; keep the column alive while the pointer is in use.
    package let pointer: UnsafeMutablePointer<Element>

    init(rows: Int, width: Int = 1, pool: StoragePool) {
        let byteCount = rows * width * MemoryLayout<Element>.stride
        storage = pool.storage(capacity: byteCount / MemoryLayout<Float>.stride + 16)
        storage.pointer.update(repeating: 0, count: storage.capacity)
        pointer = UnsafeMutableRawPointer(storage.pointer).assumingMemoryBound(to: Element.self)
        self.width = width
    }

    /// The values of a slot, and of those that follow.
    package func row(_ index: Int) -> UnsafeMutablePointer<Element> { pointer + index * width }

    /// The values of a slot.
    package subscript(_ index: Int) -> UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(start: row(index), count: width)
    }

    func copyRow(_ index: Int, of source: SlotColumn, to target: Int) {
        row(target).update(from: source.row(index), count: width)
    }
}

/// Room for sequences that are decoded together, one in a slot.
public final class DecodingSlots: @unchecked Sendable {
    /// A layer's state, the same in bfloat16 where products want that, and the cell of an LSTM.
    struct Layer {
        var state: SlotColumn<Float>
        var narrowState: SlotColumn<UInt16>?
        var cell: SlotColumn<Float>?

        func copyRow(_ index: Int, of source: Layer, to target: Int) {
            state.copyRow(index, of: source.state, to: target)
            if let narrowState, let narrow = source.narrowState {
                narrowState.copyRow(index, of: narrow, to: target)
            }
            if let cell, let other = source.cell { cell.copyRow(index, of: other, to: target) }
        }
    }

    /// The sizes of what a slot holds.
    struct Sizes {
        let layerCount: Int
        let hiddenSize: Int
        let inputSize: Int
        let vocabularySize: Int
        let isLSTM: Bool
        let isNarrow: Bool
    }

    /// Products compute rows in groups of this many.
    static let grouping = 8

    /// How many sequences there is room for, a multiple of the grouping.
    package let capacity: Int
    let sizes: Sizes
    let pool: StoragePool

    var layers: [Layer]
    private(set) lazy var spare = Self.layer(sizes, rows: capacity, pool: pool)

    /// The code's part of the first layer's input.
    private(set) var codes: SlotColumn<Float>
    private(set) lazy var spareCodes = SlotColumn<Float>(
        rows: capacity,
        width: sizes.inputSize,
        pool: pool
    )

    /// The log-probabilities of the next token, `[B, V]`.
    package let logits: SlotColumn<Float>
    private(set) lazy var candidates = SlotColumn<Float>(
        rows: capacity,
        width: sizes.vocabularySize,
        pool: pool
    )
    let units: SlotColumn<Double>

    /// The token that is appended in the next step, or that was chosen in the last.
    package let tokens: SlotColumn<Int32>

    /// The log-probability of the token that was chosen.
    package let logProbabilities: SlotColumn<Float>

    /// The stream of random numbers of each sequence, and the number of the next draw from it.
    package let streams: SlotColumn<UInt64>
    package let draws: SlotColumn<UInt64>

    /// The key of all streams.
    package var seed: UInt64 = 0

    init(_ count: Int, sizes: Sizes, pool: StoragePool) {
        let rows = (count + Self.grouping - 1) / Self.grouping * Self.grouping
        capacity = rows
        self.sizes = sizes
        self.pool = pool
        layers = (0..<sizes.layerCount).map { _ in Self.layer(sizes, rows: rows, pool: pool) }
        codes = SlotColumn(rows: rows, width: sizes.inputSize, pool: pool)
        logits = SlotColumn(rows: rows, width: sizes.vocabularySize, pool: pool)
        units = SlotColumn(rows: rows, pool: pool)
        tokens = SlotColumn(rows: rows, pool: pool)
        logProbabilities = SlotColumn(rows: rows, pool: pool)
        streams = SlotColumn(rows: rows, pool: pool)
        draws = SlotColumn(rows: rows, pool: pool)
    }

    private static func layer(_ sizes: Sizes, rows: Int, pool: StoragePool) -> Layer {
        let width = sizes.hiddenSize
        return Layer(
            state: SlotColumn(rows: rows, width: width, pool: pool),
            narrowState: sizes.isNarrow ? SlotColumn(rows: rows, width: width, pool: pool) : nil,
            cell: sizes.isLSTM ? SlotColumn(rows: rows, width: width, pool: pool) : nil
        )
    }

    /// Takes over the sequence in a slot of other slots or of these.
    package func copy(_ index: Int, of source: DecodingSlots, to target: Int) {
        for (layer, other) in zip(layers, source.layers) {
            layer.copyRow(index, of: other, to: target)
        }
        codes.copyRow(index, of: source.codes, to: target)
        tokens.pointer[target] = source.tokens.pointer[index]
        streams.pointer[target] = source.streams.pointer[index]
        draws.pointer[target] = source.draws.pointer[index]
    }

    /// Exchanges a layer with the spare one.
    func exchangeWithSpare(_ index: Int) {
        swap(&layers[index], &spare)
    }

    /// Exchanges the codes with the spare ones.
    func exchangeCodesWithSpare() {
        swap(&codes, &spareCodes)
    }
}
