internal import LatentSpace
public import SequenceModels
public import Tokenization

extension SequenceVAE {
    /// The negative log-likelihood of each record in nats, estimated by importance sampling.
    ///
    ///     -log p(x) ~ -log( 1/K sum over k of p(x|z_k) p(z_k) / q(z_k|x) ),   z_k ~ q(z|x)
    ///
    /// On average the estimate is too high, and less so with more samples; with one it is the
    /// evidence lower bound. The larger, the less likely the model finds the record.
    ///
    /// - Parameters:
    ///   - records: The records; any number of them.
    ///   - options: The number of samples, the seed and the size of a batch.
    ///   - firstIndex: The number of the first record, which with the seed determines its samples.
    /// - Returns: A number for each record.
    /// - SeeAlso: Burda et al., "Importance Weighted Autoencoders" (2016), section 3.
    public func negativeLogLikelihoods(
        of records: TokenBatch,
        options: EvaluationOptions = EvaluationOptions(),
        firstIndex: Int = 0
    ) -> [Double] {
        let sampling = PosteriorSampling(
            model: self,
            records: records,
            codes: codes(of: records),
            firstIndex: firstIndex,
            options: options
        )
        let estimates = sampling.estimates(sampleCount: max(1, options.importanceSampleCount))
        return estimates.map { -$0.logMeanWeight.value }
    }

    /// Evaluates the model on records.
    ///
    /// - Parameters:
    ///   - records: The records, at least one.
    ///   - options: The number of samples, the seed and the size of a batch.
    /// - Returns: The report; it does not depend on the order of the computation or the size of
    ///   the batches, but for the last digits of 32-bit floats.
    public func evaluate(
        _ records: TokenBatch,
        options: EvaluationOptions = EvaluationOptions()
    ) -> EvaluationReport {
        precondition(!records.isEmpty, "an evaluation of no records")
        let codes = codes(of: records)
        let sampleCount = max(1, options.importanceSampleCount)
        let estimates = PosteriorSampling(
            model: self,
            records: records,
            codes: codes,
            firstIndex: 0,
            options: options
        ).estimates(sampleCount: sampleCount)
        let diagnostics = PosteriorDiagnostics(
            means: codes.flatMap(\.mean),
            logVariances: codes.flatMap(\.logVariance),
            samples: estimates.flatMap(\.code),
            dimension: configuration.latentDimension,
            pairLimit: options.pairLimit
        )
        return EvaluationReport(
            records: records.count,
            tokens: records.ids.count + records.count,
            latentDimension: configuration.latentDimension,
            reconstruction: estimates.mean { -$0.logLikelihood },
            klByDimension: diagnostics.klByDimension,
            negativeLogLikelihood: estimates.mean { -$0.logMeanWeight.value },
            importanceSampleCount: sampleCount,
            mutualInformation: diagnostics.mutualInformation,
            mutualInformationRecordCount: diagnostics.mutualInformationRecordCount,
            activeUnits: diagnostics.activeUnits,
            reconstructionQuality: reconstructionQuality(of: records, codes: codes)
        )
    }
}

extension Collection {
    /// The mean of a function of the elements; zero of none.
    func mean(_ value: (Element) -> Double) -> Double {
        isEmpty ? 0 : reduce(0) { $0 + value($1) } / Double(count)
    }
}
