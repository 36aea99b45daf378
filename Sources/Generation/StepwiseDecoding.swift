internal import Tensors
internal import Tokenization

/// Greedy decoding and sampling of a batch of codes; sequences that end leave the batch.
struct StepwiseDecoding {
    private let session: DecodingSession
    private let pipeline: LogitsPipeline
    private let isSampling: Bool
    private var results: [GeneratedSequence]

    /// The sequences that are not finished: where their results belong, and their state.
    private var places: [Int]
    private var generators: [SeededGenerator]
    private var constraints: [any TokenConstraintState]

    init(_ generator: SequenceGenerator, codes: [[Float]], firstIndex: Int) {
        let options = generator.options
        session = DecodingSession(generator.decoder, codes: codes)
        pipeline = LogitsPipeline(options)
        isSampling = options.strategy == .sampling
        results = [GeneratedSequence](repeating: GeneratedSequence(), count: codes.count)
        places = Array(codes.indices)
        generators = codes.indices.map { index in
            RandomStream.tokenChoice.generator(seed: options.seed, index: firstIndex + index)
        }
        constraints =
            options.constraint.map { constraint in
                codes.map { _ in constraint.makeState() }
            } ?? []
    }

    mutating func run() -> [GeneratedSequence] {
        var logProbabilities = session.start()
        for length in 0...pipeline.maximumLength {
            let chosen = chooseTokens(&logProbabilities, length: length)
            let rows = record(chosen, logProbabilities, length: length)
            guard !rows.isEmpty else { break }
            keep(rows)
            logProbabilities = session.step(rows.compactMap { chosen[$0] })
        }
        return results
    }

    /// A token for each row, or nil where nothing is allowed.
    private mutating func chooseTokens(
        _ logProbabilities: inout Tensor,
        length: Int
    ) -> [TokenID?] {
        var logits = pipeline.logits(from: &logProbabilities, states: constraints, length: length)
        guard isSampling else {
            return (0..<logits.rowCount).map { logits.row($0).indexOfLargest().map(TokenID.init) }
        }
        let weights = pipeline.weights(of: &logits)
        return generators.indices.map { row in
            weights.row(row).draw(using: &generators[row]).map(TokenID.init)
        }
    }

    /// Notes what was chosen and returns the rows of the sequences that go on.
    private mutating func record(
        _ chosen: [TokenID?],
        _ logProbabilities: Tensor,
        length: Int
    ) -> [Int] {
        var rows: [Int] = []
        for (row, place) in places.enumerated() {
            guard let token = chosen[row] else { continue }
            let isEnd = token == Vocabulary.endOfSequence
            guard isEnd || length < pipeline.maximumLength else { continue }
            results[place].logProbability += Double(logProbabilities.row(row)[Int(token)])
            results[place].isFinished = isEnd
            guard !isEnd else { continue }
            results[place].tokens.append(token)
            if !constraints.isEmpty { constraints[row].append(token) }
            rows.append(row)
        }
        return rows
    }

    private mutating func keep(_ rows: [Int]) {
        guard rows.count < places.count else { return }
        session.select(rows)
        places = rows.map { places[$0] }
        generators = rows.map { generators[$0] }
        if !constraints.isEmpty { constraints = rows.map { constraints[$0] } }
    }
}
