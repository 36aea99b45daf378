import SequenceModels
import Tensors
import Tokenization

/// The multiplications and additions that one training step really does in matrix products.
///
/// Forward, with R target tokens (the end of each sequence included), B sequences, V tokens of
/// the vocabulary, E numbers an embedding, G gates, H units, D directions and Z latent dimensions:
///
///     input of the first layers    2 min(V, R) E G H     a token is multiplied once
///     input of higher layers       2 R I G H             I units of the layer below
///     recurrence of a layer        2 R H G H
///     z to the decoder             2 B Z (G H + H)       once a sequence, not once a token
///     posterior                    2 B D H 2 Z
///     output                       2 R H V
///
/// The backward pass has two products for each of these, so a step is three times the sum.
/// Pointwise work, which is not counted, makes the efficiency smaller.
struct BenchWork {
    private let sizes: SequenceVAE.Configuration

    /// Counts for a model of these sizes.
    init(_ sizes: SequenceVAE.Configuration) {
        self.sizes = sizes
    }

    /// The floating-point operations of a training step on a batch.
    func operations(for batch: TokenBatch) -> Double {
        let (sequences, rows) = (batch.count, batch.ids.count + batch.count)
        let forward = encoder(sequences, rows) + decoder(sequences, rows)
        return 3 * 2 * forward
    }

    private func encoder(_ sequences: Int, _ rows: Int) -> Double {
        let (units, directions) = (sizes.encoderHiddenSize, sizes.isEncoderBidirectional ? 2 : 1)
        let layers = stack(
            rows,
            units: units,
            layers: sizes.encoderLayerCount,
            below: directions * units
        )
        let posterior = product(sequences, directions * units, 2 * sizes.latentDimension)
        return Double(directions) * layers + posterior
    }

    private func decoder(_ sequences: Int, _ rows: Int) -> Double {
        let units = sizes.decoderHiddenSize
        let width = (sizes.cell.gateCount + 1) * units
        return stack(rows, units: units, layers: sizes.decoderLayerCount, below: units)
            + product(sequences, sizes.latentDimension, width)
            + product(rows, units, sizes.vocabularySize)
    }

    /// Recurrent layers of one direction.
    private func stack(_ rows: Int, units: Int, layers: Int, below: Int) -> Double {
        let width = sizes.cell.gateCount * units
        let first = product(min(sizes.vocabularySize, rows), sizes.embeddingSize, width)
        let higher = Double(layers - 1) * product(rows, below, width)
        return first + higher + Double(layers) * product(rows, units, width)
    }

    private func product(_ rows: Int, _ inner: Int, _ columns: Int) -> Double {
        Double(rows) * Double(inner) * Double(columns)
    }
}

/// How fast the machine multiplies matrices of the sizes that a model needs: the large products of
/// the decoder, `[R, H] x [H, G H]`, a layer, and `[R, H] x [H, V]`, the output.
struct BenchLimit {
    /// More rows than these are no faster.
    private static let mostRows = 4096

    private let x: Tensor
    private let weights: [Tensor]

    /// Products for a model of these sizes and batches of `rows` tokens.
    init(_ sizes: SequenceVAE.Configuration, rows: Int, on backend: any Backend) {
        let units = sizes.decoderHiddenSize
        var generator = SeededGenerator(seed: 1)
        x = generator.normal([min(rows, Self.mostRows), units], on: backend)
        weights = [sizes.cell.gateCount * units, sizes.vocabularySize].map {
            generator.normal([$0, units], on: backend)
        }
    }

    /// The best of some runs of each, now, in operations a second.
    func operationsPerSecond() -> Double {
        weights.map { weight in
            let operations = 2 * Double(x.count) * Double(weight.shape[0])
            let repetitions = max(3, min(40, Int(3e10 / operations)))
            let seconds = (0..<repetitions).map { _ in
                Stopwatch.seconds { _ = x.backend.affine(x, weight: weight, bias: nil) }
            }
            return operations / (seconds.min() ?? .infinity)
        }.max() ?? 0
    }
}

/// Measures time.
enum Stopwatch {
    /// The seconds that something takes.
    static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let time = try ContinuousClock().measure(body)
        let (whole, attoseconds) = time.components
        return Double(whole) + Double(attoseconds) * 1e-18
    }
}
