public import Autodiff
public import Tensors

/// Adam, and AdamW when there is weight decay.
///
///     m = b1 m + (1 - b1) g        v = b2 v + (1 - b2) g^2
///     w = w (1 - lr decay) - lr m / (1 - b1^t) / ( sqrt(v / (1 - b2^t)) + epsilon )
///
/// - SeeAlso: Kingma & Ba, ICLR 2015, <https://arxiv.org/abs/1412.6980>; Loshchilov & Hutter,
///   ICLR 2019, <https://arxiv.org/abs/1711.05101>.
public struct Adam {
    /// The settings that stay the same.
    public struct Configuration: Codable, Hashable, Sendable {
        /// The decay of the mean of gradients.
        public var beta1: Float = 0.9
        /// The decay of the mean of squared gradients.
        public var beta2: Float = 0.999
        /// Added to the denominator.
        public var epsilon: Float = 1e-8
        /// How much of a weight is taken away each step, as a part of the learning rate.
        public var weightDecay: Float = 0
        /// Whether rows of a table that no token of the batch looked up stay as they are.
        ///
        /// This is what PyTorch's `SparseAdam` does: their means do not decay, and they do not move.
        /// Otherwise a row that was not looked up has a gradient of zero, as every other element.
        public var isSparse = false

        /// Creates the usual settings.
        public init() {}
    }

    /// The settings.
    public let configuration: Configuration

    /// How many steps were taken.
    public private(set) var stepCount: Int

    /// The running means, of each parameter in order.
    public private(set) var firstMoments: [Tensor]

    /// The running means of squares, of each parameter in order.
    public private(set) var secondMoments: [Tensor]

    private let parameters: [Parameter]

    /// Creates an optimiser of the given parameters.
    public init(_ parameters: [Parameter], configuration: Configuration = Configuration()) {
        self.configuration = configuration
        self.parameters = parameters
        stepCount = 0
        let zeros = parameters.map { Tensor(zeros: $0.value.shape, on: $0.value.backend) }
        firstMoments = zeros
        secondMoments = zeros
    }

    /// Goes back to a saved state.
    public mutating func restore(
        stepCount: Int,
        firstMoments: [Tensor],
        secondMoments: [Tensor]
    ) {
        precondition(
            firstMoments.map(\.shape) == parameters.map(\.value.shape)
                && secondMoments.map(\.shape) == parameters.map(\.value.shape),
            "the state of another optimiser"
        )
        self.stepCount = stepCount
        self.firstMoments = firstMoments
        self.secondMoments = secondMoments
    }

    /// Takes one step; a parameter without a gradient stays where it is.
    ///
    /// - Parameters:
    ///   - gradients: The derivatives of the loss.
    ///   - learningRate: lr.
    ///   - scale: A factor on all gradients, such as that of `gradientScale(clippingNormTo:)`.
    public mutating func step(_ gradients: Gradients, learningRate: Float, scale: Float = 1) {
        stepCount += 1
        let settings = AdamSettings(
            learningRate: learningRate,
            beta1: configuration.beta1,
            beta2: configuration.beta2,
            epsilon: configuration.epsilon,
            weightDecay: configuration.weightDecay,
            step: stepCount,
            gradientScale: scale,
            skipsIdleRows: configuration.isSparse
        )
        apply(settings, gradients)
    }

    /// Hands over the tensors and takes them back, so that each has one owner and none is copied.
    private mutating func apply(_ settings: AdamSettings, _ gradients: Gradients) {
        guard let backend = parameters.first?.value.backend else { return }
        let nothing = Tensor(zeros: [0], on: backend)
        var (indices, updates): ([Int], [AdamUpdate]) = ([], [])
        for (index, parameter) in parameters.enumerated() {
            guard let gradient = gradients.gradient(of: parameter) else { continue }
            indices.append(index)
            updates.append(
                AdamUpdate(
                    gradient: gradient,
                    parameter: exchange(&parameter.value, nothing),
                    first: exchange(&firstMoments[index], nothing),
                    second: exchange(&secondMoments[index], nothing)
                )
            )
        }
        backend.adamStep(settings, &updates)
        for (index, update) in zip(indices, updates) {
            parameters[index].value = update.parameter
            firstMoments[index] = update.first
            secondMoments[index] = update.second
        }
    }
}

/// Puts a value in the place of another, which is returned.
private func exchange(_ place: inout Tensor, _ value: Tensor) -> Tensor {
    defer { place = value }
    return place
}

extension Gradients {
    /// The Euclidean norm of the derivatives by all the given parameters together.
    public func norm(of parameters: [Parameter]) -> Double {
        let tensors = parameters.compactMap { gradient(of: $0)?.values }
        return tensors.first.map { $0.backend.sumOfSquares(tensors).squareRoot() } ?? 0
    }
}

/// The factor that brings a gradient of norm `norm` down to `maximum`, as PyTorch's
/// `clip_grad_norm_`: `min(1, maximum / (norm + 1e-6))`.
public func gradientScale(norm: Double, clippingNormTo maximum: Double) -> Float {
    Float(min(1, maximum / (norm + 1e-6)))
}
