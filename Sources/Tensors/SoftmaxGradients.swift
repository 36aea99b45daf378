/// Log-likelihoods under `softmax(h w^T + b)` and the derivatives of a weighted sum of them.
public struct SoftmaxGradients: Sendable {
    /// `log p(target)` of each row, [R].
    public let logLikelihood: Tensor
    /// By h, [R, H].
    public let rows: Tensor
    /// By w, [V, H].
    public let weight: Tensor
    /// By b, [V].
    public let bias: Tensor
}
