import Testing
import Training

@Suite struct ScheduleTests {
    static func objective(_ schedule: AnnealingShape) -> TrainingConfiguration.Objective {
        var objective = TrainingConfiguration().objective
        objective.schedule = schedule
        objective.betaStart = 0.2
        objective.beta = 0.8
        objective.warmup = 0.5
        objective.cycles = 4
        return objective
    }

    @Test(arguments: AnnealingShape.allCases)
    func betaStartsAndEndsWhereItShould(schedule: AnnealingShape) {
        let objective = Self.objective(schedule)
        let start = schedule == .constant ? 0.8 : 0.2
        #expect(abs(objective.beta(atStep: 0, of: 1000) - start) < 1e-12)
        for step in [499, 999] where schedule != .linear || step > 499 {
            #expect(abs(objective.beta(atStep: step, of: 1000) - 0.8) < 0.005)
        }
    }

    @Test(arguments: AnnealingShape.allCases)
    func betaRisesAndStaysWithinItsBounds(schedule: AnnealingShape) {
        let objective = Self.objective(schedule)
        let cycle = schedule == .cyclical ? 250 : 1000
        let values = (0..<1000).map { objective.beta(atStep: $0, of: 1000) }
        for step in 1..<1000 where step % cycle != 0 {
            #expect(values[step] >= values[step - 1])
        }
        #expect(values.allSatisfy { (0.2 - 1e-12...0.8 + 1e-12).contains($0) })
    }

    @Test func betaHasTheValuesOfTheFormulas() {
        func beta(_ schedule: AnnealingShape, _ step: Int) -> Double {
            Self.objective(schedule).beta(atStep: step, of: 1000)
        }
        #expect(abs(beta(.linear, 100) - (0.2 + 0.6 * 0.2)) < 1e-12)
        #expect(beta(.linear, 500) == 0.8)
        #expect(abs(beta(.logistic, 250) - 0.5) < 1e-12)
        // s(1/4) = 1 / (1 + e^3); s(0) = 1 / (1 + e^6); s(1) = 1 - s(0).
        let risen = (0.047425873177566781 - 0.0024726231566347743) / (1 - 2 * 0.0024726231566347743)
        #expect(abs(beta(.logistic, 125) - (0.2 + 0.6 * risen)) < 1e-12)
        for cycle in 0..<4 {
            #expect(abs(beta(.cyclical, 250 * cycle) - 0.2) < 1e-12)
            #expect(abs(beta(.cyclical, 250 * cycle + 50) - (0.2 + 0.6 * 0.4)) < 1e-9)
            #expect(beta(.cyclical, 250 * cycle + 125) == 0.8)
            #expect(beta(.cyclical, 250 * cycle + 249) == 0.8)
        }
    }

    @Test(arguments: AnnealingShape.allCases)
    func withoutWarmUpBetaIsConstant(schedule: AnnealingShape) {
        var objective = Self.objective(schedule)
        objective.warmup = 0
        #expect((0..<10).allSatisfy { objective.beta(atStep: $0, of: 10) == 0.8 })
    }

    static func optimizer(
        _ schedule: TrainingConfiguration.LearningRateShape
    ) -> TrainingConfiguration.Optimizer {
        var optimizer = TrainingConfiguration().optimizer
        optimizer.schedule = schedule
        optimizer.learningRate = 0.01
        optimizer.warmupSteps = 10
        optimizer.finalFraction = 0.1
        return optimizer
    }

    @Test(arguments: TrainingConfiguration.LearningRateShape.allCases)
    func theLearningRateRisesThenFallsToItsEnd(
        schedule: TrainingConfiguration.LearningRateShape
    ) {
        let optimizer = Self.optimizer(schedule)
        let rates = (0...100).map { optimizer.learningRate(atStep: $0, of: 100) }
        #expect(abs(rates[0] - 0.001) < 1e-12)
        for step in 1..<8 { #expect(rates[step] > rates[step - 1]) }
        for step in 10...100 { #expect(rates[step] <= rates[step - 1]) }
        #expect(abs(rates[100] - (schedule == .constant ? 0.01 : 0.001)) < 1e-12)
        #expect(optimizer.learningRate(atStep: 200, of: 100) == rates[100])
    }

    @Test func theLearningRateHasTheValuesOfTheFormulas() {
        func rate(_ schedule: TrainingConfiguration.LearningRateShape, _ step: Int) -> Double {
            Self.optimizer(schedule).learningRate(atStep: step, of: 100)
        }
        #expect(rate(.constant, 50) == 0.01)
        #expect(abs(rate(.linear, 25) - 0.01 * (0.1 + 0.9 * 0.75)) < 1e-12)
        #expect(abs(rate(.cosine, 50) - 0.01 * (0.1 + 0.9 * 0.5)) < 1e-12)
        // (1 + cos(pi / 4)) / 2 = (1 + sqrt(1/2)) / 2.
        let quarter = (1 + 0.5.squareRoot()) / 2
        #expect(abs(rate(.cosine, 25) - 0.01 * (0.1 + 0.9 * quarter)) < 1e-12)
    }

    @Test func withoutWarmUpTheLearningRateStartsAtItsHighest() {
        var optimizer = Self.optimizer(.cosine)
        optimizer.warmupSteps = 0
        #expect(optimizer.learningRate(atStep: 0, of: 100) == 0.01)
    }
}
