import SequenceModels
import Testing

@Suite struct ConfigurationTests {
    @Test func sizesUpToTheLimitAreAllowedAndNoneBeyond() {
        let sizes: [(WritableKeyPath<SequenceVAE.Configuration, Int>, String)] = [
            (\.vocabularySize, "vocabularySize"), (\.embeddingSize, "embeddingSize"),
            (\.decoderHiddenSize, "decoderHiddenSize"), (\.latentDimension, "latentDimension"),
        ]
        for (size, name) in sizes {
            var configuration = SequenceVAE.Configuration()
            configuration.vocabularySize = 100
            configuration[keyPath: size] = 1 << 24
            #expect(configuration.problem == nil)
            configuration[keyPath: size] += 1
            #expect(configuration.problem?.hasPrefix("\(name) is 16777217; it must be") == true)
        }
    }
}
