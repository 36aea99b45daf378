/// Remembers the best validation and how long nothing has been better; part of a checkpoint.
struct EarlyStopping {
    /// How many validations without a better one end a training; 0 for never.
    let patience: Int
    /// The best validation, whose weights the model folder holds.
    private(set) var best: ValidationResult?
    private var waited = 0

    init(patience: Int, numbers: [String: Double] = [:]) {
        self.patience = patience
        best = numbers["best_step"].map { _ in ValidationResult(numbers, prefix: "best_") }
        waited = Int(exactly: numbers["waited"] ?? 0) ?? 0
    }

    /// What a checkpoint keeps.
    var numbers: [String: Double] {
        guard patience > 0 else { return [:] }
        let best = best?.numbers(prefix: "best_") ?? [:]
        return best.merging(["waited": Double(waited)]) { $1 }
    }

    /// Whether the training has ended.
    var isOver: Bool { patience > 0 && waited >= patience }

    /// Takes a validation into account; true if it is the best so far and its weights are wanted.
    mutating func isBest(_ result: ValidationResult) -> Bool {
        guard patience > 0 else { return false }
        guard result.negativeELBO < best?.negativeELBO ?? .infinity else {
            waited += 1
            return false
        }
        (best, waited) = (result, 0)
        return true
    }
}

extension ValidationResult {
    private static let fields: [(String, any WritableKeyPath<Self, Double> & Sendable)] = [
        ("negative_elbo", \.negativeELBO), ("reconstruction", \.reconstruction),
        ("kl", \.divergence), ("perplexity", \.perplexity),
        ("mutual_information", \.mutualInformation),
    ]

    private static let counts: [(String, any WritableKeyPath<Self, Int> & Sendable)] = [
        ("step", \.step), ("epoch", \.epoch), ("records", \.records),
        ("active_units", \.activeUnits), ("latent_dimension", \.latentDimension),
    ]

    /// Reads what `numbers(prefix:)` made; what is missing is zero.
    init(_ numbers: [String: Double], prefix: String) {
        self.init()
        for (name, path) in Self.fields { self[keyPath: path] = numbers[prefix + name] ?? 0 }
        for (name, path) in Self.counts {
            self[keyPath: path] = Int(exactly: numbers[prefix + name] ?? 0) ?? 0
        }
    }

    /// The result as named numbers, for a checkpoint.
    func numbers(prefix: String) -> [String: Double] {
        var numbers: [String: Double] = [:]
        for (name, path) in Self.fields { numbers[prefix + name] = self[keyPath: path] }
        for (name, path) in Self.counts { numbers[prefix + name] = Double(self[keyPath: path]) }
        return numbers
    }
}
