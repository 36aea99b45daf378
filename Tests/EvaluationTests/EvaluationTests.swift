import Evaluation
import SequenceModels
import Tensors
import Testing
import TinyModels
import Tokenization

/// The laws of an evaluation.
struct EvaluationTests {
    private func options(samples: Int) -> EvaluationOptions {
        var options = EvaluationOptions()
        options.importanceSampleCount = samples
        return options
    }

    private func report(_ records: TokenBatch, samples: Int = 4, batch: Int = 4096)
        -> EvaluationReport
    {
        var options = options(samples: samples)
        options.tokensPerBatch = batch
        let model = tinyModel()
        model.sharpenPosterior(by: 4)
        return model.evaluate(records, options: options)
    }

    @Test func theReportDoesNotDependOnTheBatch() {
        let records = tinyModel().someRecords(40)
        let whole = report(records)
        for batch in [1, 17, 100] {
            let part = report(records, batch: batch)
            #expect(abs(part.negativeLogLikelihood - whole.negativeLogLikelihood) < 1e-4)
            #expect(abs(part.reconstruction - whole.reconstruction) < 1e-4)
            #expect(abs(part.mutualInformation - whole.mutualInformation) < 1e-4)
            #expect(part.klByDimension == whole.klByDimension)
            #expect(part.reconstructionQuality == whole.reconstructionQuality)
        }
    }

    @Test func theReportAddsUp() {
        let records = TokenBatch([[4, 5, 6], [], [7]])
        let report = report(records)
        #expect(report.records == 3)
        #expect(report.tokens == 7)
        #expect(abs(report.tokensPerRecord - 7.0 / 3) < 1e-12)
        #expect(report.klByDimension.count == report.latentDimension)
        #expect(abs(report.negativeELBO - report.reconstruction - report.kl) < 1e-12)
        #expect(report.perplexity <= report.perplexityBound + 1)
        #expect(report.mutualInformation <= 1.0986123)
    }

    /// The sharper the posterior, the more it can be improved upon.
    @Test func moreSamplesTightenTheBound() {
        let model = tinyModel(cell: .lstm)
        model.sharpenPosterior(by: 8)
        let records = model.someRecords(60)
        let estimates = [1, 5, 50, 500].map { count in
            model.evaluate(records, options: options(samples: count))
        }
        let likelihoods = estimates.map(\.negativeLogLikelihood)
        #expect(likelihoods == likelihoods.sorted(by: >))
        #expect(likelihoods[3] < estimates[3].negativeELBO)
        #expect(abs(likelihoods[0] - estimates[0].negativeELBO) < 0.5)
    }

    /// In one dimension the integral over the codes can be done by the trapezoidal rule.
    @Test func manySamplesFindTheIntegral() {
        let model = tinyModel(latentDimension: 1)
        model.sharpenPosterior(by: 2)
        let backend = model.backend
        let records = model.someRecords(6)
        let estimates = model.negativeLogLikelihoods(of: records, options: options(samples: 4000))
        let grid = (0...1600).map { Float($0) / 100 - 8 }
        for (record, estimate) in estimates.enumerated() {
            let copies = records.selecting(grid.map { _ in record })
            let likelihoods = model.logLikelihoods(of: copies, codes: grid.map { [$0] })
            let densities = zip(grid, likelihoods).map { z, logLikelihood in
                logLikelihood - z * z / 2 - 0.9189385
            }
            let sum = backend.sum(
                backend.unary(.exp, Tensor(densities, shape: [grid.count], on: backend))
            )
            let exact = -backend.unary(.log, Tensor([Float(sum / 100)], shape: [1], on: backend))
                .scalar
            #expect(abs(estimate - Double(exact)) < 0.05)
        }
    }

    @Test func scoresBelongToTheirRecords() {
        let model = tinyModel()
        let records = model.someRecords(30)
        let scores = model.negativeLogLikelihoods(of: records, options: options(samples: 7))
        let tail = model.negativeLogLikelihoods(
            of: records.selecting(10..<30),
            options: options(samples: 7),
            firstIndex: 10
        )
        for (one, other) in zip(scores[10...], tail) { #expect(abs(one - other) < 1e-4) }
        let mean = scores.reduce(0, +) / 30
        let report = model.evaluate(records, options: options(samples: 7))
        #expect(abs(report.negativeLogLikelihood - mean) < 1e-4)
    }

    @Test func thereIsAScoreForNoRecords() {
        #expect(tinyModel().negativeLogLikelihoods(of: TokenBatch([])).isEmpty)
    }

    /// With every weight of the posterior zero, q(z|x) is the prior and nothing is lost.
    @Test func aCollapsedPosteriorIsReportedAsOne() {
        let model = tinyModel()
        model.collapsePosterior()
        let report = model.evaluate(model.someRecords(30), options: options(samples: 3))
        #expect(report.kl == 0)
        #expect(report.activeUnits == 0)
        #expect(abs(report.mutualInformation) < 1e-5)
    }

    /// A decoder that says `4 4 4 ...` or ends, whatever the code.
    @Test func reconstructionIsCountedAgainstTheRecords() {
        let model = tinyModel()
        model.predictAlways([0, 0, 5, 0, 9, 0, 0, 0, 0, 0, 0])
        let quality = model.evaluate(
            TokenBatch([[4, 5], [4]]),
            options: options(samples: 1)
        ).reconstructionQuality
        #expect(quality.exactFraction == 0)
        #expect(abs(quality.tokenAccuracy - 2.0 / 5) < 1e-12)
        #expect(quality.editDistance == 4)
        model.predictAlways([0, 0, 9, 0, 5, 0, 0, 0, 0, 0, 0])
        let ending = model.evaluate(
            TokenBatch([[], [4]]),
            options: options(samples: 1)
        ).reconstructionQuality
        #expect(ending.exactFraction == 0.5)
        #expect(abs(ending.tokenAccuracy - 1.0 / 3) < 1e-12)
        #expect(ending.editDistance == 0.5)
    }
}
