/// The numbers of one step of Adam; see `Adam`.
public struct AdamSettings: Sendable {
    package var learningRate: Float
    package var beta1: Float
    package var beta2: Float
    package var epsilon: Float
    package var weightDecay: Float
    package var step: Int
    package var gradientScale: Float
    package var skipsIdleRows: Bool

    /// Creates the settings of step `step`, counted from 1.
    ///
    /// With `skipsIdleRows` the rows that a `RowGradient` does not name stay as they are.
    public init(
        learningRate: Float,
        beta1: Float,
        beta2: Float,
        epsilon: Float,
        weightDecay: Float,
        step: Int,
        gradientScale: Float,
        skipsIdleRows: Bool = false
    ) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        self.step = step
        self.gradientScale = gradientScale
        self.skipsIdleRows = skipsIdleRows
    }
}

/// One parameter in a step of Adam, with its derivative and its running means.
public struct AdamUpdate: Sendable {
    package let gradient: Gradient
    /// The parameter.
    public package(set) var parameter: Tensor
    /// The running mean of its derivatives.
    public package(set) var first: Tensor
    /// The running mean of their squares.
    public package(set) var second: Tensor

    /// Creates an update.
    ///
    /// The three tensors that change should have no other owner, or they are
    /// copied.
    public init(gradient: Gradient, parameter: Tensor, first: Tensor, second: Tensor) {
        precondition(
            [gradient.shape, first.shape, second.shape].allSatisfy { $0 == parameter.shape },
            "Adam: \(parameter.shape), gradient \(gradient.shape)"
        )
        self.gradient = gradient
        self.parameter = parameter
        self.first = first
        self.second = second
    }
}
