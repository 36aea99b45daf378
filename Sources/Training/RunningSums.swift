/// Sums over the steps since the last report; part of a checkpoint, so that the reports of a
/// resumed training equal those of an uninterrupted one.
struct RunningSums {
    private var sequences = 0.0
    private var loss = 0.0
    private var reconstruction = 0.0
    private var divergence = 0.0
    private var gradientNorm = 0.0
    private var steps = 0.0

    init() {}

    init(_ numbers: [String: Double]) {
        sequences = numbers["sum_sequences"] ?? 0
        loss = numbers["sum_loss"] ?? 0
        reconstruction = numbers["sum_reconstruction"] ?? 0
        divergence = numbers["sum_divergence"] ?? 0
        gradientNorm = numbers["sum_gradient_norm"] ?? 0
        steps = numbers["sum_steps"] ?? 0
    }

    var numbers: [String: Double] {
        [
            "sum_sequences": sequences, "sum_loss": loss, "sum_reconstruction": reconstruction,
            "sum_divergence": divergence, "sum_gradient_norm": gradientNorm, "sum_steps": steps,
        ]
    }

    mutating func add(_ result: StepResult) {
        sequences += Double(result.sequences)
        loss += result.loss
        reconstruction += result.reconstruction
        divergence += result.divergence
        gradientNorm += result.gradientNorm
        steps += 1
    }

    var means: TrainingProgress {
        var progress = TrainingProgress()
        progress.loss = loss / max(1, sequences)
        progress.reconstruction = reconstruction / max(1, sequences)
        progress.divergence = divergence / max(1, sequences)
        progress.gradientNorm = gradientNorm / max(1, steps)
        return progress
    }
}

/// Measures speed over the time since the training began, the recent part weighing more.
struct SpeedMeter {
    private var last = elapsedTime()
    private var tokens = 0.0
    private var steps = 0.0
    private var seconds = 0.0

    mutating func add(_ result: StepResult) {
        let now = elapsedTime()
        let memory = 0.99
        tokens = tokens * memory + Double(result.tokens)
        steps = steps * memory + 1
        seconds = seconds * memory + (now - last)
        last = now
    }

    var tokensPerSecond: Double { seconds > 0 ? tokens / seconds : 0 }
    var secondsAStep: Double { steps > 0 ? seconds / steps : 0 }
}
