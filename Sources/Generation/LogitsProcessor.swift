public import Tokenization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Changes the distribution that the next token of a sequence is chosen from.
///
/// Processors are applied one after the other, in the order they are listed. What they change is
/// only what is chosen: the log-probability of a result is always that of the model.
public protocol LogitsProcessor: Sendable {
    /// Changes the logits of one step of one sequence, one logit for each token of the vocabulary.
    ///
    /// Logits need not be normalised; minus infinity rules a token out.
    func process(_ logits: inout MutableSpan<Float>)
}

/// Sharpens the distribution (below 1) or flattens it (above 1): `p_i^(1/T)`, normalised.
public struct Temperature: LogitsProcessor, Hashable {
    /// T.
    public let value: Float

    /// Creates a temperature, which must be positive; for zero decode greedily.
    public init(_ value: Float) {
        precondition(value > 0, "temperature \(value)")
        self.value = value
    }

    /// Divides the logits by the temperature.
    public func process(_ logits: inout MutableSpan<Float>) {
        guard value != 1 else { return }
        let scale = 1 / value
        for index in logits.indices { logits[index] *= scale }
    }
}

/// Keeps the `k` most likely tokens; of equally likely ones, those with the lower ids.
public struct TopK: LogitsProcessor, Hashable {
    /// k.
    public let count: Int

    /// Creates a limit of at least one token.
    public init(_ count: Int) {
        precondition(count > 0, "top-k of \(count)")
        self.count = count
    }

    /// Rules out all but the most likely tokens.
    public func process(_ logits: inout MutableSpan<Float>) {
        guard count < logits.count else { return }
        var largest = LargestElements(count: count)
        for index in logits.indices { largest.insert(logits[index], at: index) }
        logits.keepOnly(largest.elements.lazy.map { ($0.index, $0.value) })
    }
}

/// Keeps the fewest tokens that together have probability `p`: the nucleus.
///
/// Only tokens of probability at least `(1 - p) / V` are looked at: all the others together have
/// less than `1 - p`, so none of them is in the nucleus.
///
/// - SeeAlso: Holtzman et al., "The Curious Case of Neural Text Degeneration" (2020).
public struct Nucleus: LogitsProcessor, Hashable {
    /// The probability to keep.
    public let p: Float

    /// Creates a limit with p above 0 and at most 1.
    public init(p: Float) {
        precondition(p > 0 && p <= 1, "nucleus of p = \(p)")
        self.p = p
    }

    /// Rules out the tokens outside the nucleus.
    public func process(_ logits: inout MutableSpan<Float>) {
        guard p < 1 else { return }
        let weights = logits.weights()
        let total = weights.reduce(0, +)
        let cutoff = (1 - p) * total / Float(weights.count)
        let candidates = weights.indices.filter { weights[$0] >= cutoff }
        var selection = NucleusSelection(weights, among: candidates)
        let places = selection.places(holding: Double(p * total))
        let kept = places.map { ($0, logits[$0]) }
        logits.keepOnly(kept)
    }
}

/// Rules tokens out.
public struct SuppressTokens: LogitsProcessor, Hashable {
    /// The tokens that are never chosen.
    public let tokens: [TokenID]

    /// Creates a list of tokens to suppress.
    public init(_ tokens: [TokenID]) {
        self.tokens = tokens
    }

    /// Rules out the tokens.
    public func process(_ logits: inout MutableSpan<Float>) {
        for token in tokens { logits[Int(token)] = -.infinity }
    }
}

extension MutableSpan where Element == Float {
    /// Rules out every token but the given ones.
    mutating func keepOnly(_ kept: some Sequence<(Int, Float)>) {
        update(repeating: -.infinity)
        for (index, value) in kept { self[index] = value }
    }

    /// e^x of each logit, over that of the largest.
    func weights() -> [Float] {
        var largest = -Float.infinity
        for index in indices { largest = max(largest, self[index]) }
        guard largest > -.infinity else { return [Float](repeating: 0, count: count) }
        return [Float](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            for index in indices {
                buffer.initializeElement(at: index, to: exp(self[index] - largest))
            }
            initializedCount = count
        }
    }
}
