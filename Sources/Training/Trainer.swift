package import Checkpoints
internal import NeuralNetworks
package import SequenceModels
internal import Tensors
package import Tokenization

/// Trains a model on sequences of tokens.
///
/// A training is a function of its configuration, its sequences and the number of threads: each
/// random draw belongs to a step, so one that was interrupted and goes on from a checkpoint ends
/// with the same bytes as one that was not.
package final class Trainer {
    package let configuration: TrainingConfiguration
    package let model: SequenceVAE
    package let totalSteps: Int

    private let sequences: TokenBatch
    private let validation: Validation
    private let plan: BatchPlan
    private let folder: RunFolder?
    private var optimizer: Adam
    private var state = TrainingState()
    private var sums = RunningSums()
    private var lastValidation: ValidationResult?
    private var tokenCount = 0

    /// Prepares a training; `folder` holds its checkpoints and logs, nil keeps none.
    package init(
        _ configuration: TrainingConfiguration,
        model: SequenceVAE,
        sequences: TokenBatch,
        validation: TokenBatch,
        folder: ModelFolder?
    ) throws {
        guard !sequences.isEmpty else { throw TrainingError.emptyCorpus }
        self.configuration = configuration
        self.model = model
        self.sequences = sequences
        let seed = UInt64(configuration.training.seed)
        self.validation = Validation(model: model, sequences: validation, seed: seed)
        plan = BatchPlan(
            lengths: sequences.lengths,
            batchSize: configuration.data.batchSize,
            seed: seed
        )
        let epochSteps = plan.batchesPerEpoch * configuration.training.epochs
        let limit = configuration.training.maximumSteps
        totalSteps = limit > 0 ? limit : epochSteps
        self.folder = folder.map { RunFolder($0, keep: configuration.checkpoint.keep) }
        optimizer = Adam(
            model.parameters.map(\.parameter),
            configuration: configuration.optimizer.adam
        )
    }

    /// Trains to the end, or until `shouldStop` says so or `seconds` have passed.
    ///
    /// - Throws: `TrainingError` when the loss is not finite; `FileError` when a file cannot be
    ///   written.
    package func run(
        seconds: Double = .infinity,
        shouldStop: () -> Bool = { false },
        onEvent: (TrainingEvent) -> Void = { _ in }
    ) throws -> TrainingOutcome {
        if let folder,
            let restored = folder.restore(
                model: model,
                optimizer: &optimizer,
                unreadable: { onEvent(.unreadableCheckpoint(path: $0, reason: $1)) }
            )
        {
            state = restored
            sums = RunningSums(restored.numbers)
        }
        let isResumed = state.step > 0
        let log = try folder.map {
            try RunLog($0.model, resumingAfter: isResumed ? state.step : nil, host: hostName())
        }
        onEvent(.started(step: state.step, of: totalSteps))
        let start = elapsedTime()
        let reason = try train(log, until: start + seconds, shouldStop, onEvent)
        return try finish(reason, log: log, seconds: elapsedTime() - start, onEvent)
    }

    private func train(
        _ log: RunLog?,
        until deadline: Double,
        _ shouldStop: () -> Bool,
        _ onEvent: (TrainingEvent) -> Void
    ) throws -> TrainingOutcome.Reason {
        let step = TrainingStep(
            configuration: configuration,
            model: model,
            totalSteps: totalSteps
        )
        var meter = SpeedMeter()
        var epoch = -1
        var batches: [[Int]] = []
        while state.step < totalSteps {
            let (current, place) = state.step.quotientAndRemainder(dividingBy: plan.batchesPerEpoch)
            if current != epoch { (epoch, batches) = (current, plan.batches(ofEpoch: current)) }
            let batch = sequences.selecting(batches[place])
            guard let result = step.take(state.step, batch: batch, optimizer: &optimizer) else {
                throw TrainingError.lossIsNotFinite(
                    step: state.step,
                    checkpoint: folder?.steps().first.map { folder?.path(step: $0) ?? "" }
                )
            }
            state.step += 1
            sums.add(result)
            meter.add(result)
            tokenCount += result.tokens
            if state.step % Self.reportInterval == 0 { try report(log, &meter, onEvent) }
            let isEpochEnd = place == plan.batchesPerEpoch - 1 || state.step == totalSteps
            if isEpochEnd, try endEpoch(log, onEvent) { return .stoppedEarly }
            let isDue = state.step % configuration.checkpoint.everySteps == 0 || isEpochEnd
            if isDue { try saveCheckpoint() }
            if shouldStop() { return .interrupted }
            if elapsedTime() > deadline { return .outOfTime }
        }
        return .completed
    }

    private static let reportInterval = 20

    private func report(
        _ log: RunLog?,
        _ meter: inout SpeedMeter,
        _ onEvent: (TrainingEvent) -> Void
    ) throws {
        var progress = sums.means
        progress.step = state.step
        progress.totalSteps = totalSteps
        progress.epoch = (state.step - 1) / plan.batchesPerEpoch + 1
        progress.epochs = (totalSteps - 1) / plan.batchesPerEpoch + 1
        progress.beta = configuration.objective.beta(atStep: state.step - 1, of: totalSteps)
        progress.learningRate = configuration.optimizer.learningRate(
            atStep: state.step - 1,
            of: totalSteps
        )
        progress.tokensPerSecond = meter.tokensPerSecond
        progress.secondsLeft = meter.secondsAStep * Double(totalSteps - state.step)
        sums = RunningSums()
        try log?.log(progress)
        onEvent(.progress(progress))
    }

    /// Validates; true when training should stop because nothing has got better for long.
    private func endEpoch(_ log: RunLog?, _ onEvent: (TrainingEvent) -> Void) throws -> Bool {
        guard !validation.sequences.isEmpty else { return false }
        let result = validation.run(
            step: state.step,
            epoch: (state.step - 1) / plan.batchesPerEpoch + 1
        )
        lastValidation = result
        try log?.log(result)
        onEvent(.validated(result))
        let patience = configuration.training.patience
        guard patience > 0 else { return false }
        if result.negativeELBO < state.numbers["best"] ?? .infinity {
            state.numbers["best"] = result.negativeELBO
            state.numbers["waited"] = 0
            try folder?.model.write(weightsOf: model)
            return false
        }
        state.numbers["waited", default: 0] += 1
        return Int(state.numbers["waited"] ?? 0) >= patience
    }

    private func saveCheckpoint() throws {
        guard let folder else { return }
        for (name, value) in sums.numbers { state.numbers[name] = value }
        try folder.save(state, model: model, optimizer: optimizer)
    }

    private func finish(
        _ reason: TrainingOutcome.Reason,
        log: RunLog?,
        seconds: Double,
        _ onEvent: (TrainingEvent) -> Void
    ) throws -> TrainingOutcome {
        try saveCheckpoint()
        let keepsBest = configuration.training.patience > 0 && state.numbers["best"] != nil
        if !keepsBest { try folder?.model.write(weightsOf: model) }
        if lastValidation == nil, !validation.sequences.isEmpty {
            lastValidation = validation.run(
                step: state.step,
                epoch: max(0, state.step - 1) / plan.batchesPerEpoch + 1
            )
        }
        return TrainingOutcome(
            reason: reason,
            step: state.step,
            epochs: (state.step + plan.batchesPerEpoch - 1) / plan.batchesPerEpoch,
            tokens: tokenCount,
            seconds: seconds,
            validation: lastValidation
        )
    }
}

extension TrainingConfiguration.Optimizer {
    var adam: Adam.Configuration {
        var adam = Adam.Configuration()
        adam.beta1 = Float(beta1)
        adam.beta2 = Float(beta2)
        adam.epsilon = Float(epsilon)
        adam.weightDecay = Float(weightDecay)
        return adam
    }
}
