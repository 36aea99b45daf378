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

    /// The best tokens of each row of the session.
    private var best: [LargestElements]

    init(_ generator: SequenceGenerator, codes: [[Float]], width: Int, lengthExponent: Double) {
        precondition(width > 0, "a beam of width \(width)")
        let capacity = codes.count * width
        session = DecodingSession(
            generator.decoder,
            codes: generator.decoder.matrix(of: codes),
            capacity: capacity
        )
        let pipeline = LogitsPipeline(generator.options)
        self.pipeline = pipeline
        self.width = width
        self.lengthExponent = lengthExponent
        beams = codes.indices.map { row in
            Beam(hypotheses: [Hypothesis(constraint: pipeline.makeState(), row: row)])
        }
        best = (0..<capacity).map { _ in LargestElements(count: width + 1) }
    }

    mutating func run() -> [[GeneratedSequence]] {
        var tokens = [TokenID](repeating: Vocabulary.beginningOfSequence, count: beams.count)
        for length in 0...pipeline.maximumLength {
            step(tokens, length: length)
            for index in beams.indices { extend(&beams[index]) }
            guard selectRows(&tokens) else { break }
        }
        return beams.map(ranked)
    }

    /// Appends a token to each hypothesis and finds the best that may follow.
    ///
    /// They are enough for `width` that do not end; after the longest length only the end may
    /// follow.
    private mutating func step(_ tokens: [TokenID], length: Int) {
        let states = pipeline.isProcessing ? beams.flatMap { $0.hypotheses.map(\.constraint) } : []
        let (session, pipeline) = (session, pipeline)
        let end = Int(Vocabulary.endOfSequence)
        let onlyEnd = length == pipeline.maximumLength ? end..<end + 1 : nil
        best.withUnsafeMutableBufferPointer { best in
            nonisolated(unsafe) let best = best
            session.step(tokens, pipeline.selection) { row, logProbabilities, logits in
                let state = states.isEmpty ? nil : states[row]
                pipeline.process(&logits, state: state, length: length)
                best[row].removeAll()
                for token in onlyEnd ?? logits.indices where logits[token] > -.infinity {
                    best[row].insert(logProbabilities[token], at: token)
                }
            }
        }
    }

    /// One step of one code.
    private func extend(_ beam: inout Beam) {
        let parents = beam.hypotheses
        guard !parents.isEmpty else { return }
        var next: [Hypothesis] = []
        var hasContinued = [Bool](repeating: false, count: parents.count)
        for (rank, continuation) in continuations(of: parents).enumerated() {
            let parent = parents[continuation.parent]
            if continuation.token == Vocabulary.endOfSequence {
                guard rank < width else { continue }
                hasContinued[continuation.parent] = true
                beam.finished.append(finished(parent, continuation))
            } else {
                hasContinued[continuation.parent] = true
                if next.count < width { next.append(extended(parent, by: continuation)) }
            }
        }
        for index in parents.indices where !hasContinued[index] {
            beam.abandoned.append(parents[index].sequence)
        }
        beam.hypotheses = isDone(beam, next) ? [] : next
    }

    /// The best continuations of a code's hypotheses, the best first.
    private func continuations(of parents: [Hypothesis]) -> [Continuation] {
        let all = parents.indices.flatMap { index in
            best[parents[index].row].elements.map { element in
                Continuation(
                    parent: index,
                    token: TokenID(element.index),
                    logProbability: parents[index].sequence.logProbability + Double(element.value)
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

    /// Moves the session on to the hypotheses that are left, if there are any.
    private mutating func selectRows(_ tokens: inout [TokenID]) -> Bool {
        let hypotheses = beams.flatMap(\.hypotheses)
        guard !hypotheses.isEmpty else { return false }
        session.select(hypotheses.map(\.row))
        var row = 0
        for index in beams.indices {
            for place in beams[index].hypotheses.indices {
                beams[index].hypotheses[place].row = row
                row += 1
            }
        }
        tokens = hypotheses.compactMap(\.sequence.tokens.last)
        return true
    }

    /// Finished sequences before those that were cut, the best first.
    private func ranked(_ beam: Beam) -> [GeneratedSequence] {
        let all = [beam.finished, beam.abandoned].flatMap { $0.sorted { score($0) > score($1) } }
        return Array(all.prefix(width))
    }
}
