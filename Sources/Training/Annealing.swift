/// How the weight of the divergence moves over a training.
public enum AnnealingShape: String, Codable, Hashable, Sendable, CaseIterable {
    /// It has its final value from the first step.
    case constant
    /// It rises along a line.
    case linear
    /// It rises along a logistic curve (Bowman et al., 2016).
    case logistic
    /// It rises along a line again and again (Fu et al., NAACL 2019).
    case cyclical
}

extension TrainingConfiguration.Objective {
    /// Beta at a step of a training of `total` steps.
    ///
    /// With the progress p = step / total (of the cycle, if cyclical), the warm-up part w and
    /// r = min(1, p / w):
    ///
    ///     linear, cyclical   start + (beta - start) r
    ///     logistic           start + (beta - start) (s(r) - s(0)) / (s(1) - s(0)),
    ///                        s(r) = 1 / (1 + e^(-12 (r - 1/2)))
    public func beta(atStep step: Int, of total: Int) -> Double {
        guard schedule != .constant else { return beta }
        let progress = Double(step) / Double(max(1, total))
        let place = schedule == .cyclical ? fraction(progress * Double(cycles)) : progress
        let risen = warmup > 0 ? min(1, place / warmup) : 1
        return betaStart + (beta - betaStart) * (schedule == .logistic ? logistic(risen) : risen)
    }

    private func fraction(_ x: Double) -> Double { x - x.rounded(.down) }

    private func logistic(_ r: Double) -> Double {
        let (low, high) = (sigmoid(-6), sigmoid(6))
        return (sigmoid(12 * (r - 0.5)) - low) / (high - low)
    }
}

extension TrainingConfiguration.Optimizer {
    /// The learning rate of a step of a training of `total` steps.
    public func learningRate(atStep step: Int, of total: Int) -> Double {
        let progress = min(1, Double(step) / Double(max(1, total)))
        let rising = warmupSteps > 0 ? min(1, Double(step + 1) / Double(warmupSteps)) : 1
        let left: Double =
            switch schedule {
            case .constant: 1
            case .linear: 1 - progress
            case .cosine: (1 + cosine(progress)) / 2
            }
        return learningRate * rising * (finalFraction + (1 - finalFraction) * left)
    }
}
