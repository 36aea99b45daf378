internal import Checkpoints
internal import DurableFiles
internal import JSONText

/// Writes what happens to a training to `metrics.jsonl` and to a TensorBoard event file.
final class RunLog {
    private let metrics: MetricsLog
    private let events: EventFileWriter

    /// Opens the logs of a training that goes on from `step`, or of a new one if that is nil; what
    /// was logged after the step will be logged again, and is removed.
    init(_ folder: ModelFolder, resumingAfter step: Int?, host: String) throws {
        metrics = try MetricsLog(path: folder.file("metrics.jsonl"), resumingAfter: step)
        events = try EventFileWriter(
            folder: folder.path,
            wallTime: wallTime(),
            host: host,
            resumingAt: (step ?? -1) + 1
        )
    }

    /// Makes the metrics durable against a power cut.
    func flush() throws { try metrics.flush() }

    func log(_ progress: TrainingProgress) throws {
        try log(
            "train",
            step: progress.step,
            epoch: progress.epoch,
            [
                ("loss", progress.loss), ("reconstruction", progress.reconstruction),
                ("kl", progress.divergence), ("beta", progress.beta),
                ("learning_rate", progress.learningRate),
                ("gradient_norm", progress.gradientNorm),
            ]
        )
    }

    func log(_ result: ValidationResult) throws {
        try log(
            "validation",
            step: result.step,
            epoch: result.epoch,
            [
                ("negative_elbo", result.negativeELBO), ("reconstruction", result.reconstruction),
                ("kl", result.divergence), ("perplexity", result.perplexity),
                ("mutual_information", result.mutualInformation),
                ("active_units", Double(result.activeUnits)),
            ]
        )
    }

    private func log(
        _ split: String,
        step: Int,
        epoch: Int,
        _ values: [(String, Double)]
    ) throws {
        var record = JSONObject()
        record["split"] = JSONValue(stringLiteral: split)
        record["epoch"] = JSONValue(epoch)
        for (name, value) in values { record[name] = JSONValue(value) }
        try metrics.append(step: step, record)
        try events.append(
            values.map { (tag: "\(split)/\($0.0)", value: Float($0.1)) },
            step: step,
            wallTime: wallTime()
        )
    }
}
