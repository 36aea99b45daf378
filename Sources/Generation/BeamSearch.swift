internal import Tensors
internal import Tokenization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Beam search from a batch of codes at once; the rows of a code follow each other.
///
/// At each step the `width` best continuations of a code's hypotheses that do not end go on, and
/// an end among the `width` best continuations finishes a hypothesis. A code is done when it has
/// `width` finished sequences and no hypothesis is ahead of the last of them. Without length
/// normalisation that loses nothing, as a hypothesis only gets less likely.
struct BeamSearch {
    private struct Hypothesis {
        var sequence = GeneratedSequence()
        var constraint: (any TokenConstraintState)?
        var row: Int
    }

    private struct Continuation {
        let parent: Int
        let token: TokenID
        let logProbability: Double
    }

    /// What is known of one code.
    private struct Beam {
        var hypotheses: [Hypothesis]
        var finished: [GeneratedSequence] = []
        var abandoned: [GeneratedSequence] = []
    }

    private let session: DecodingSession
    private let pipeline: LogitsPipeline
    private let width: Int
    private let lengthExponent: Double
    private var beams: [Beam]

    init(_ generator: SequenceGenerator, codes: [[Float]], width: Int, lengthExponent: Double) {
        precondition(width > 0, "a beam of width \(width)")
        session = DecodingSession(generator.decoder, codes: codes)
        pipeline = LogitsPipeline(generator.options)
        self.width = width
        self.lengthExponent = lengthExponent
        let constraint = generator.options.constraint
        beams = codes.indices.map { row in
            Beam(hypotheses: [Hypothesis(constraint: constraint?.makeState(), row: row)])
        }
    }

    mutating func run() -> [[GeneratedSequence]] {
        var logProbabilities = session.start()
        for length in 0...pipeline.maximumLength {
            let states = beams.flatMap { $0.hypotheses.compactMap(\.constraint) }
            let logits = pipeline.logits(from: &logProbabilities, states: states, length: length)
            for index in beams.indices {
                extend(&beams[index], logProbabilities, allowed: logits, length: length)
            }
            guard let tokens = selectRows() else { break }
            logProbabilities = session.step(tokens)
        }
        return beams.map(ranked)
    }

    /// One step of one code.
    private func extend(
        _ beam: inout Beam,
        _ logProbabilities: Tensor,
        allowed: Tensor,
        length: Int
    ) {
        let parents = beam.hypotheses
        var (next, hasContinued): ([Hypothesis], Set<Int>) = ([], [])
        let isLast = length == pipeline.maximumLength
        let continuations = continuations(
            of: parents,
            logProbabilities,
            allowed: allowed,
            endsOnly: isLast
        )
        for (rank, continuation) in continuations.enumerated() {
            let parent = parents[continuation.parent]
            if continuation.token == Vocabulary.endOfSequence {
                guard rank < width else { continue }
                hasContinued.insert(continuation.parent)
                beam.finished.append(finished(parent, continuation))
            } else {
                hasContinued.insert(continuation.parent)
                if next.count < width { next.append(extended(parent, by: continuation)) }
            }
        }
        for index in parents.indices where !hasContinued.contains(index) {
            beam.abandoned.append(parents[index].sequence)
        }
        beam.hypotheses = isDone(beam, next) ? [] : next
    }

    /// The best continuations of a code's hypotheses, the best first: enough of them to have
    /// `width` that do not end.
    private func continuations(
        of parents: [Hypothesis],
        _ logProbabilities: Tensor,
        allowed: Tensor,
        endsOnly: Bool
    ) -> [Continuation] {
        let all = parents.indices.flatMap { index in
            let parent = parents[index]
            let (values, logits) = (logProbabilities.row(parent.row), allowed.row(parent.row))
            var largest = LargestElements(count: width + 1)
            let end = Int(Vocabulary.endOfSequence)
            let tokens = endsOnly ? end..<end + 1 : values.indices
            for token in tokens where logits[token] > -.infinity {
                largest.insert(values[token], at: token)
            }
            return largest.elements.map { element in
                Continuation(
                    parent: index,
                    token: TokenID(element.index),
                    logProbability: parent.sequence.logProbability + Double(element.value)
                )
            }
        }
        return all.sorted {
            ($1.logProbability, $0.parent, $0.token) < ($0.logProbability, $1.parent, $1.token)
        }
    }

    private func extended(_ parent: Hypothesis, by continuation: Continuation) -> Hypothesis {
        var hypothesis = parent
        hypothesis.sequence.tokens.append(continuation.token)
        hypothesis.sequence.logProbability = continuation.logProbability
        hypothesis.constraint?.append(continuation.token)
        return hypothesis
    }

    private func finished(
        _ parent: Hypothesis,
        _ continuation: Continuation
    ) -> GeneratedSequence {
        var sequence = parent.sequence
        sequence.logProbability = continuation.logProbability
        sequence.isFinished = true
        return sequence
    }

    private func isDone(_ beam: Beam, _ next: [Hypothesis]) -> Bool {
        guard beam.finished.count >= width else { return false }
        let worst = beam.finished.map(score).sorted(by: >)[width - 1]
        return next.allSatisfy { score($0.sequence) <= worst }
    }

    /// What sequences are ranked by.
    private func score(_ sequence: GeneratedSequence) -> Double {
        let length = sequence.tokens.count + (sequence.isFinished ? 1 : 0)
        return sequence.logProbability / pow(Double(max(1, length)), lengthExponent)
    }

    /// Moves the session on to the hypotheses that are left; nil if there is none.
    private mutating func selectRows() -> [TokenID]? {
        let hypotheses = beams.flatMap(\.hypotheses)
        guard !hypotheses.isEmpty else { return nil }
        session.select(hypotheses.map(\.row))
        var row = 0
        for index in beams.indices {
            for place in beams[index].hypotheses.indices {
                beams[index].hypotheses[place].row = row
                row += 1
            }
        }
        return hypotheses.compactMap(\.sequence.tokens.last)
    }

    /// Finished sequences before those that were cut, the best first.
    private func ranked(_ beam: Beam) -> [GeneratedSequence] {
        let all = [beam.finished, beam.abandoned].flatMap { $0.sorted { score($0) > score($1) } }
        return Array(all.prefix(width))
    }
}
