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

    /// The sequences at some places as they are to be learnt in a step, instead of those given: a
    /// function of the places and the step only, so that a training still goes on as it would have.
    package var redraw: ((_ places: [Int], _ step: Int) -> TokenBatch)?

    private let sequences: TokenBatch
    private let validation: Validation
    private let plan: BatchPlan
    private let folder: RunFolder?
    private var optimizer: Adam
    private var state = TrainingState()
    private var sums = RunningSums()
    private var savedStep: Int?
    private var stopping: EarlyStopping
    private var log: RunLog?
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
        totalSteps = limit > 0 ? min(limit, epochSteps) : epochSteps
        self.folder = folder.map { RunFolder($0, keep: configuration.checkpoint.keep) }
        stopping = EarlyStopping(patience: configuration.training.patience)
        optimizer = Adam(
            model.parameters.map(\.parameter),
            configuration: configuration.optimizer.adam
        )
    }

    /// Trains to the end, or until `shouldStop` says so or `seconds` have passed.
    ///
    /// A training that has ended already takes no further step and logs nothing.
    ///
    /// - Throws: `TrainingError` when the loss is not finite; `FileError` when a file cannot be
    ///   written.
    package func run(
        seconds: Double = .infinity,
        shouldStop: () -> Bool = { false },
        onEvent: (TrainingEvent) -> Void = { _ in }
    ) throws -> TrainingOutcome {
        restore(onEvent)
        onEvent(.started(step: state.step, of: totalSteps))
        let start = elapsedTime()
        let reason = try endedReason ?? train(until: start + seconds, shouldStop, onEvent)
        return try finish(reason, seconds: elapsedTime() - start)
    }

    /// Goes back to the last checkpoint, if there is one.
    private func restore(_ onEvent: (TrainingEvent) -> Void) {
        folder?.removeLeftovers()
        let restored = folder?.restore(
            model: model,
            optimizer: &optimizer,
            unreadable: { onEvent(.unreadableCheckpoint(path: $0, reason: $1)) }
        )
        guard let restored else { return }
        state = restored
        savedStep = restored.step
        sums = RunningSums(restored.numbers)
        stopping = EarlyStopping(
            patience: configuration.training.patience,
            numbers: restored.numbers
        )
    }

    /// Why there is no step to take any more, or nil.
    private var endedReason: TrainingOutcome.Reason? {
        if stopping.isOver { return .stoppedEarly }
        return state.step >= totalSteps ? .completed : nil
    }

    private func train(
        until deadline: Double,
        _ shouldStop: () -> Bool,
        _ onEvent: (TrainingEvent) -> Void
    ) throws -> TrainingOutcome.Reason {
        let step = TrainingStep(
            configuration: configuration,
            model: model,
            totalSteps: totalSteps
        )
        log = try folder.map {
            try RunLog($0.model, resumingAfter: state.step > 0 ? state.step : nil, host: hostName())
        }
        var meter = SpeedMeter()
        var epoch = -1
        var batches: [[Int]] = []
        while true {
            let (current, place) = state.step.quotientAndRemainder(dividingBy: plan.batchesPerEpoch)
            if current != epoch { (epoch, batches) = (current, plan.batches(ofEpoch: current)) }
            let places = batches[place]
            let batch = redraw?(places, state.step) ?? sequences.selecting(places)
            guard let result = step.take(state.step, batch: batch, optimizer: &optimizer) else {
                throw try failure()
            }
            state.step += 1
            sums.add(result)
            meter.add(result)
            tokenCount += result.tokens
            if state.step % Self.reportInterval == 0 { try report(meter, onEvent) }
            let isEpochEnd = place == plan.batchesPerEpoch - 1 || state.step == totalSteps
            if isEpochEnd { try validate(onEvent) }
            let isDue = state.step % configuration.checkpoint.everySteps == 0 || isEpochEnd
            if isDue { try saveCheckpoint() }
            if let ended = endedReason { return ended }
            if shouldStop() { return .interrupted }
            if elapsedTime() > deadline { return .outOfTime }
        }
    }

    private static let reportInterval = 20

    private func report(_ meter: SpeedMeter, _ onEvent: (TrainingEvent) -> Void) throws {
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

    /// Measures the held-out sequences, and keeps the weights if they are the best so far.
    private func validate(_ onEvent: (TrainingEvent) -> Void) throws {
        guard !validation.sequences.isEmpty else { return }
        let result = measuredOnHeldOut()
        lastValidation = result
        try log?.log(result)
        onEvent(.validated(result))
        if stopping.isBest(result) { try folder?.model.write(weightsOf: model) }
    }

    /// How the model does on the held-out sequences now.
    package func measuredOnHeldOut() -> ValidationResult {
        validation.run(
            step: state.step,
            epoch: max(0, state.step - 1) / plan.batchesPerEpoch + 1
        )
    }

    /// The log is made durable first: what is before a checkpoint is never logged again.
    private func saveCheckpoint() throws {
        guard let folder, savedStep != state.step else { return }
        state.numbers = sums.numbers.merging(stopping.numbers) { $1 }
        try log?.flush()
        try folder.save(state, model: model, optimizer: optimizer)
        savedStep = state.step
    }

    /// The error of a loss that is no number; the model folder gets the last weights that gave one.
    ///
    /// A checkpoint of this very step is none of those: it is what the loss was computed from.
    private func failure() throws -> TrainingError {
        let step = state.step
        let good = folder?.restore(before: step, model: model, optimizer: &optimizer) { _, _ in }
        if good != nil, stopping.best == nil { try folder?.model.write(weightsOf: model) }
        let path = good.flatMap { good in folder?.path(step: good.step) }
        return .lossIsNotFinite(step: step, checkpoint: path)
    }

    private func finish(
        _ reason: TrainingOutcome.Reason,
        seconds: Double
    ) throws -> TrainingOutcome {
        try saveCheckpoint()
        if stopping.best == nil { try folder?.model.write(weightsOf: model) }
        if lastValidation == nil, !validation.sequences.isEmpty {
            lastValidation = measuredOnHeldOut()
        }
        return TrainingOutcome(
            reason: reason,
            step: state.step,
            epochs: (state.step + plan.batchesPerEpoch - 1) / plan.batchesPerEpoch,
            tokens: tokenCount,
            seconds: seconds,
            validation: stopping.best ?? lastValidation
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
        adam.isSparse = isSparse
        return adam
    }
}
