import Checkpoints
import Tensors
import Tokenization
import Training

extension ModelCard {
    /// The card of a model that was just trained.
    init(_ job: TrainJob, _ prepared: TrainJob.Prepared, _ outcome: TrainingOutcome) {
        self.init()
        let configuration = prepared.trainer.configuration
        name = job.folder.path.split(separator: "/").last.map(String.init) ?? job.folder.path
        kind = configuration.data.kind
        tokenizer = prepared.tokenizer.kind.rawValue
        sizes = configuration.model
        rewriting = prepared.tokenizer.rewriting
        data.files = job.corpus
        data.preparation = job.settings.corpus.description
        data.records = prepared.recordCount
        data.tokens = prepared.tokenCount
        data.validationRecords = outcome.validation?.records ?? 0
        data.maximumLength = configuration.data.maximumLength
        training.steps = outcome.step
        training.epochs = outcome.epochs
        training.seed = configuration.training.seed
        training.precision = configuration.training.precision.rawValue
        validation = outcome.validation.map(Validation.init)
    }
}

extension ModelCard.Validation {
    fileprivate init(_ result: ValidationResult) {
        self.init()
        records = result.records
        negativeELBO = result.negativeELBO
        reconstruction = result.reconstruction
        divergence = result.divergence
        perplexity = result.perplexity
        mutualInformation = result.mutualInformation
        activeUnits = result.activeUnits
    }
}
