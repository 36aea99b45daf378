public import Tensors

/// Records operations in the order they are applied and plays their derivatives backwards.
///
/// Each operation brings its own pullback: the tape knows none by name. A tape is used for one
/// forward and one backward pass, on one thread. A pullback must capture tensors, never variables:
/// a variable holds its tape, and the tape holds the pullback.
public final class Tape {
    /// Computes cotangents of the inputs from those of the outputs; nil is zero.
    public typealias Pullback = (_ cotangents: [Tensor?]) -> [Tensor?]

    private struct Operation {
        let inputs: [Int?]
        let outputs: [Int]
        let pullback: (_ cotangents: [Tensor?]) -> [Cotangent?]
    }

    private var operations: [Operation] = []
    private var slotCount = 0
    private var parameters: [ObjectIdentifier: Int] = [:]

    /// Whether operations are recorded.
    ///
    /// Without recording nothing is kept for a derivative.
    public let isRecording: Bool

    /// Where the values are computed.
    public let backend: any Backend

    /// Creates an empty tape.
    public init(on backend: any Backend, isRecording: Bool = true) {
        self.backend = backend
        self.isRecording = isRecording
    }

    /// A value that nothing is differentiated by.
    public func constant(_ value: Tensor) -> Variable {
        Variable(value: value, tape: self, slot: nil)
    }

    /// A value that a derivative is wanted by.
    public func variable(_ value: Tensor) -> Variable {
        guard isRecording else { return constant(value) }
        return Variable(value: value, tape: self, slot: newSlot())
    }

    /// The parameter as a variable, the same one each time.
    public func callAsFunction(_ parameter: Parameter) -> Variable {
        guard isRecording else { return constant(parameter.value) }
        let identity = ObjectIdentifier(parameter)
        let slot = parameters[identity] ?? newSlot()
        parameters[identity] = slot
        return Variable(value: parameter.value, tape: self, slot: slot)
    }

    /// Records an operation with one output.
    public func record(
        _ value: @autoclosure () -> Tensor,
        from inputs: [Variable],
        pullback: @escaping (_ cotangent: Tensor) -> [Tensor?]
    ) -> Variable {
        record([value()], from: inputs) { cotangents in
            cotangents[0].map(pullback) ?? []
        }[0]
    }

    /// Records an operation with several outputs.
    public func record(
        _ values: [Tensor],
        from inputs: [Variable],
        pullback: @escaping Pullback
    ) -> [Variable] {
        recordCotangents(values, from: inputs) { pullback($0).map { $0.map(Cotangent.dense) } }
    }

    /// Records an operation whose pullback may name the rows of a table that it is by.
    func recordCotangents(
        _ values: [Tensor],
        from inputs: [Variable],
        pullback: @escaping (_ cotangents: [Tensor?]) -> [Cotangent?]
    ) -> [Variable] {
        guard isRecording, inputs.contains(where: { $0.slot != nil }) else {
            return values.map(constant)
        }
        let outputs = values.map(variable)
        operations.append(
            Operation(
                inputs: inputs.map(\.slot),
                outputs: outputs.compactMap(\.slot),
                pullback: pullback
            )
        )
        return outputs
    }

    /// The derivatives of a scalar by every parameter and variable.
    ///
    /// Uses the tape up.
    public func gradients(of loss: Variable) -> Gradients {
        precondition(loss.value.count == 1, "gradient of a value of shape \(loss.shape)")
        var cotangents = [Cotangent?](repeating: nil, count: slotCount)
        if let slot = loss.slot {
            cotangents[slot] = .dense(Tensor(repeating: 1, shape: loss.shape, on: backend))
        }
        while let operation = operations.popLast() {
            let arriving = operation.outputs.map { slot in
                defer { cotangents[slot] = nil }
                return cotangents[slot]?.dense(on: backend)
            }
            guard arriving.contains(where: { $0 != nil }) else { continue }
            for (slot, part) in zip(operation.inputs, operation.pullback(arriving)) {
                if let slot, let part { part.add(to: &cotangents[slot], on: backend) }
            }
        }
        return Gradients(
            parameters: parameters,
            cotangents: cotangents.map { $0?.gradient(on: backend) }
        )
    }

    private func newSlot() -> Int {
        defer { slotCount += 1 }
        return slotCount
    }
}
