import ArgumentParser

/// What `score` and `evaluate` have in common.
enum EvaluationArguments {
    /// Checks a number of importance samples.
    static func check(_ sampleCount: Int) throws {
        guard (1...100_000).contains(sampleCount) else {
            throw ValidationError(
                "--importance-samples \(sampleCount): it must be a number from 1 to 100000"
            )
        }
    }
}
