public import Autodiff
public import Tensors

/// Recurrent layers on top of each other, each in one direction or in both.
public struct RecurrentStack: Module {
    /// The layers from the bottom up; each has one direction, or the forward and the backward one.
    public let layers: [[RecurrentLayer]]

    /// Whether each layer reads in both directions.
    public var isBidirectional: Bool { (layers.first?.count ?? 1) == 2 }

    /// H, of one direction.
    public var hiddenSize: Int { layers.first?.first?.hiddenSize ?? 0 }

    /// Creates the layers.
    public init(
        cell: RecurrentCell,
        inputSize: Int,
        hiddenSize: Int,
        layerCount: Int = 1,
        isBidirectional: Bool = false,
        initializer: inout Initializer
    ) {
        precondition(layerCount > 0, "a recurrent stack of \(layerCount) layers")
        var layers: [[RecurrentLayer]] = []
        for index in 0..<layerCount {
            let size = index == 0 ? inputSize : hiddenSize * (isBidirectional ? 2 : 1)
            var directions: [RecurrentLayer] = []
            for isReversed in isBidirectional ? [false, true] : [false] {
                directions.append(
                    RecurrentLayer(
                        cell: cell,
                        inputSize: size,
                        hiddenSize: hiddenSize,
                        index: index,
                        isReversed: isReversed,
                        initializer: &initializer
                    )
                )
            }
            layers.append(directions)
        }
        self.layers = layers
    }

    /// What a stack gives out.
    public struct Output {
        /// The top layer's state after each step, `[R, H]` or `[R, 2 H]`, if it was wanted.
        public let outputs: Variable?
        /// The states after each sequence's last step, `[B, H]`: a layer at a time, forward first.
        public let finalStates: [Variable]
        /// The same for the memory cells of an LSTM; empty for a GRU.
        public let finalMemories: [Variable]
    }

    /// Runs the stack over a batch.
    ///
    /// - Parameters:
    ///   - input: The input of each row.
    ///   - states: The state of each layer and direction before the first step; nil is zero.
    ///   - memories: The same for the memory cells of an LSTM.
    ///   - layout: Which row belongs to which sequence and step.
    ///   - wantsOutputs: Whether the top layer's states of all steps are wanted.
    ///   - prepared: The recurrent weights in packed form, a layer and direction at a time.
    /// - Returns: The top layer's states and the last states of all.
    public func callAsFunction(
        _ input: RecurrentInput,
        states: [Variable]? = nil,
        memories: [Variable]? = nil,
        layout: SequenceLayout,
        wantsOutputs: Bool = true,
        prepared: [any PreparedWeight]? = nil
    ) -> Output {
        var input = input
        var (top, finals, cells): (Variable?, [Variable], [Variable]) = (nil, [], [])
        for (index, directions) in layers.enumerated() {
            let isLast = index == layers.count - 1
            let results = directions.enumerated().map { direction, layer in
                let at = index * directions.count + direction
                return layer(
                    input,
                    state: states?[at],
                    memory: memories?[at],
                    layout: layout,
                    wantsOutputs: wantsOutputs || !isLast,
                    prepared: prepared?[at]
                )
            }
            finals += results.map(\.finalState)
            cells += results.compactMap(\.finalCell)
            let outputs = results.compactMap(\.outputs)
            top = outputs.count > 1 ? concatenatedColumns(outputs) : outputs.first
            if let top, !isLast { input = RecurrentInput(rows: top) }
        }
        return Output(outputs: top, finalStates: finals, finalMemories: cells)
    }

    /// The parameters of all layers, from the bottom up, forward first.
    public var parameters: [NamedParameter] {
        layers.flatMap { $0.flatMap(\.parameters) }
    }
}
