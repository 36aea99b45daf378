/// What happened to a training, as it goes on.
package enum TrainingEvent: Sendable {
    /// It starts at a step, 0 or that of the checkpoint it goes on from.
    case started(step: Int, of: Int)
    /// Means over the last steps.
    case progress(TrainingProgress)
    /// The held-out sequences were measured.
    case validated(ValidationResult)
    /// A checkpoint cannot be read; an earlier one is used.
    case unreadableCheckpoint(path: String, reason: String)
}

/// Means over the last steps of a training; losses in nats a sequence.
package struct TrainingProgress: Hashable, Sendable {
    package var step = 0
    package var totalSteps = 0
    package var epoch = 0
    package var epochs = 0
    package var loss = 0.0
    package var reconstruction = 0.0
    package var divergence = 0.0
    package var beta = 0.0
    package var learningRate = 0.0
    package var gradientNorm = 0.0
    package var tokensPerSecond = 0.0
    package var secondsLeft = 0.0
}

/// How a model does on held-out sequences; nats a sequence.
package struct ValidationResult: Hashable, Sendable {
    package var step = 0
    package var epoch = 0
    package var records = 0
    package var negativeELBO = 0.0
    package var reconstruction = 0.0
    package var divergence = 0.0
    package var perplexity = 0.0
    package var mutualInformation = 0.0
    package var activeUnits = 0
    package var latentDimension = 0
}

/// How a training ended.
package struct TrainingOutcome: Sendable {
    /// Why it ended.
    package enum Reason: Sendable {
        /// All steps were taken; the validation stopped improving; the time was up; somebody
        /// asked it to stop.
        case completed, stoppedEarly, outOfTime, interrupted
    }

    package var reason = Reason.completed
    package var step = 0
    package var epochs = 0
    /// The tokens, ends included, and the seconds of this run of it.
    package var tokens = 0
    package var seconds = 0.0
    package var validation: ValidationResult?
}

/// A training that cannot go on.
package enum TrainingError: Error, CustomStringConvertible {
    /// There is nothing to learn from.
    case emptyCorpus
    /// The loss is no number any more.
    case lossIsNotFinite(step: Int, checkpoint: String?)
    /// Another training writes the same model folder.
    case folderIsInUse(path: String, by: String)

    package var description: String {
        switch self {
        case .emptyCorpus: "the corpus has no sequence to train on"
        case .lossIsNotFinite(let step, let checkpoint):
            "the loss is not a number at step \(step). "
                + (checkpoint.map { "The last good checkpoint is \($0). " }
                    ?? "There is no good checkpoint yet. ")
                + "Start anew (--fresh) with a lower learning rate (--learning-rate), stronger "
                + "clipping (--set optimizer.clip_norm=1) or a longer warm-up "
                + "(--set optimizer.warmup_steps=500)"
        case .folderIsInUse(let path, let holder):
            "\(holder.isEmpty ? "another process" : holder) is training in \(path). Wait until it "
                + "ends, stop it (it saves; this command then goes on), or use another --out"
        }
    }
}
