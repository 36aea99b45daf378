public import Autodiff

/// A learned vector for each token id.
public struct Embedding: Module {
    /// The vectors, `[vocabularySize, embeddingSize]`.
    public let weight: Parameter

    /// Creates a table of normal draws with standard deviation `embeddingSize^-1/2`.
    public init(vocabularySize: Int, embeddingSize: Int, initializer: inout Initializer) {
        weight = initializer.normal(
            [vocabularySize, embeddingSize],
            standardDeviation: 1 / Float(embeddingSize).squareRoot()
        )
    }

    /// `weight`.
    public var parameters: [NamedParameter] { [NamedParameter("weight", weight)] }
}
