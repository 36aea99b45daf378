public import Autodiff
public import NeuralNetworks
public import Tensors
public import Tokenization

/// A variational autoencoder over token sequences with a recurrent encoder and decoder.
///
/// The generative story, and the bound it is trained on:
///
///     z   ~ p(z) = N(0, I)
///     x_t ~ p(x_t | x_<t, z)                                  for t in 1...T
///     log p(x) >= E_q(z|x) [ log p(x|z) ]  -  KL( q(z|x) || p(z) )
///
/// A sequence is its tokens and an end-of-sequence token, which is predicted like any other; the
/// decoder starts from a beginning-of-sequence token. Shapes: `B` sequences, `R` rows (the tokens
/// of all sequences), `Z` latent dimensions, in the order of the batch. Information is in nats.
///
/// - SeeAlso: Bowman et al., "Generating Sentences from a Continuous Space", CoNLL 2016,
///   section 3, <https://arxiv.org/abs/1511.06349>.
public struct SequenceVAE: Module {
    /// The sizes.
    public let configuration: Configuration

    /// The vectors of the tokens, shared by both networks.
    public let embedding: Embedding

    /// The recognition network, `x -> q(z|x)`.
    public let encoder: SequenceEncoder

    /// The generative network, `(x_<t, z) -> p(x_t | x_<t, z)`.
    public let decoder: SequenceDecoder

    /// Creates a model with random weights.
    ///
    /// - Parameters:
    ///   - configuration: The sizes; `configuration.problem` must be nil.
    ///   - generator: The source of the weights.
    ///   - backend: Where the model lives.
    public init(
        _ configuration: Configuration,
        using generator: SeededGenerator,
        on backend: any Backend
    ) {
        precondition(configuration.problem == nil, configuration.problem ?? "")
        self.configuration = configuration
        var initializer = Initializer(generator: generator, on: backend)
        embedding = Embedding(
            vocabularySize: configuration.vocabularySize,
            embeddingSize: configuration.embeddingSize,
            initializer: &initializer
        )
        encoder = SequenceEncoder(configuration, initializer: &initializer)
        decoder = SequenceDecoder(configuration, initializer: &initializer)
    }

    /// Where the model computes.
    public var backend: any Backend { embedding.weight.value.backend }

    /// Returns the approximate posterior `q(z|x)`, `[B, Z]`.
    public func posterior(given x: TokenBatch, on tape: Tape) -> DiagonalNormal {
        encoder(x, embedding: tape(embedding.weight))
    }

    /// The prior over codes, `p(z) = N(0, I)`, for `count` sequences.
    public func prior(count: Int, on tape: Tape) -> DiagonalNormal {
        .standard(count: count, dimension: configuration.latentDimension, on: tape)
    }

    /// Returns the likelihood `p(x|z)`, teacher-forced on `prefix`.
    ///
    /// - Parameters:
    ///   - z: Codes, `[B, Z]`.
    ///   - prefix: The decoder's inputs after the beginning-of-sequence token, `x_<t`.
    ///   - dropout: Regularization of the training, or nil.
    /// - Returns: The distribution over sequences of the lengths of `prefix`.
    public func likelihood(
        given z: Variable,
        prefix: TokenBatch,
        dropout: Dropout? = nil
    ) -> SequenceCategorical {
        decoder(prefix, conditionedOn: z, embedding: z.tape(embedding.weight), dropout: dropout)
    }

    /// Estimates the evidence lower bound of each sequence from one reparameterized sample.
    ///
    /// - Parameters:
    ///   - x: The observed sequences.
    ///   - prefix: The decoder's inputs, of the same lengths; pass a corrupted copy for word
    ///     dropout, nil for `x` itself.
    ///   - noise: The noise of the sample, `[B, Z]`; the estimate has no other randomness.
    ///   - dropout: Regularization of the training, or nil.
    ///   - tape: Where the computation is recorded.
    /// - Returns: Both terms of the bound.
    public func evidenceLowerBound(
        of x: TokenBatch,
        prefix: TokenBatch? = nil,
        noise: Tensor,
        dropout: Dropout? = nil,
        on tape: Tape
    ) -> EvidenceLowerBound {
        let q = posterior(given: x, on: tape)
        let z = q.sample(noise: noise)
        let p = likelihood(given: z, prefix: prefix ?? x, dropout: dropout)
        return EvidenceLowerBound(
            logLikelihood: p.logProbability(of: x),
            divergenceByDimension: klDivergenceFromStandardNormal(q),
            posterior: q
        )
    }

    /// The parameters of `embedding`, `encoder` and `decoder`, under these names.
    public var parameters: [NamedParameter] {
        embedding.parameters(prefixedBy: "embedding") + encoder.parameters(prefixedBy: "encoder")
            + decoder.parameters(prefixedBy: "decoder")
    }
}
