import Checkpoints
import JSONText
import SequenceModels
import Training

/// Shows a training to the person who waits for it.
struct TrainReport {
    private let progress: ProgressReporter

    init(console: Console) {
        progress = ProgressReporter(console: console)
    }

    /// A line of its own.
    func note(_ line: String) { progress.note(line) }

    /// Ends the line that is redrawn.
    func finish() { progress.finish() }

    /// Shows an event.
    func show(_ event: TrainingEvent) {
        switch event {
        case .started(let step, let total):
            if step > 0 { note("going on at step \(step) of \(total)") }
        case .progress(let now): show(now)
        case .validated(let result): note(Self.line(result))
        case .unreadableCheckpoint(let path, let reason):
            note("warning: \(path) cannot be read (\(reason)); trying the one before it")
        }
    }

    private func show(_ now: TrainingProgress) {
        progress.update(
            fraction: Double(now.step) / Double(max(1, now.totalSteps)),
            fields: [
                ("epoch", "\(now.epoch)/\(now.epochs)"), ("loss", fixed(now.loss, 2)),
                ("rec", fixed(now.reconstruction, 2)), ("kl", fixed(now.divergence, 2)),
                ("beta", fixed(now.beta, 2)), ("tok/s", fixed(now.tokensPerSecond, 0)),
            ],
            secondsLeft: now.secondsLeft
        )
    }

    private static func line(_ result: ValidationResult) -> String {
        let warning =
            result.mutualInformation < 0.5 || result.activeUnits < 2
            ? "; the posterior has collapsed: lower objective.beta or raise objective.free_bits"
            : ""
        return "epoch \(result.epoch): -ELBO \(fixed(result.negativeELBO, 2)) = reconstruction "
            + "\(fixed(result.reconstruction, 2)) + KL \(fixed(result.divergence, 2)) nats, perplexity "
            + "\(fixed(result.perplexity, 2)), mutual information "
            + "\(fixed(result.mutualInformation, 2)), active units \(result.activeUnits) of "
            + "\(result.latentDimension)\(warning)"
    }
}

extension TrainingOutcome {
    /// The object that `train --json` prints.
    func json(model: String) -> JSONObject {
        var object = JSONObject()
        object["model"] = JSONValue(stringLiteral: model)
        object["epochs"] = JSONValue(epochs)
        object["steps"] = JSONValue(step)
        object["tokens"] = JSONValue(tokens)
        object["seconds"] = JSONValue(seconds.rounded(toPlaces: 3))
        object["tokens_per_second"] = JSONValue(
            (seconds > 0 ? Double(tokens) / seconds : 0).rounded(toPlaces: 1)
        )
        object["validation"] = validation.map { .object($0.json) } ?? .null
        return object
    }
}

extension ValidationResult {
    fileprivate var json: JSONObject {
        var object = JSONObject()
        object["negative_elbo"] = JSONValue(negativeELBO)
        object["reconstruction"] = JSONValue(reconstruction)
        object["kl"] = JSONValue(divergence)
        object["perplexity"] = JSONValue(perplexity)
        object["mutual_information"] = JSONValue(mutualInformation)
        object["active_units"] = JSONValue(activeUnits)
        return object
    }
}
