import CKernels
import EngineLaws
import Foundation
import Testing

/// The fused softmax kernels against their slow twins.
struct SoftmaxKernelTests {
    let rows = 3

    private func logits(_ vocabulary: Int, bound: Float = 5) -> (x: [Float], bias: [Float]) {
        var values = RandomValues()
        return (values.numbers(rows * vocabulary, bound: bound), values.numbers(vocabulary))
    }

    private func targets(_ vocabulary: Int) -> [Int32] {
        [0, vocabulary / 2, vocabulary - 1].map(Int32.init)
    }

    private func expected(_ vocabulary: Int) -> [[Double]] {
        let (x, bias) = logits(vocabulary)
        return (0..<rows).map { row in
            Oracle.logSoftmax(
                (0..<vocabulary).map { Double(x[row * vocabulary + $0]) + Double(bias[$0]) }
            )
        }
    }

    @Test(arguments: awkwardSizes) func logLikelihood(_ vocabulary: Int) {
        var logits = logits(vocabulary)
        let targets = targets(vocabulary)
        var likelihood = [Float](repeating: .nan, count: rows)
        kernel_softmax_log_likelihood(
            rows,
            vocabulary,
            &logits.x,
            logits.bias,
            targets,
            &likelihood
        )
        let expected = zip(expected(vocabulary), targets).map { $0[Int($1)] }
        #expect(deviation(likelihood, from: expected) < 5e-7)
    }

    private static let weights: [Float] = [2, -0.5, 0]

    private func expectedDerivative(_ vocabulary: Int) -> [Double] {
        let targets = targets(vocabulary)
        return expected(vocabulary).enumerated().flatMap { row, logs in
            logs.enumerated().map { word, log in
                Double(Self.weights[row]) * ((word == targets[row] ? 1 : 0) - exp(log))
            }
        }
    }

    @Test(arguments: awkwardSizes) func derivativeInPlace(_ vocabulary: Int) {
        var logits = logits(vocabulary)
        let targets = targets(vocabulary)
        var likelihood = [Float](repeating: .nan, count: rows)
        var sums = [Float](repeating: 1, count: vocabulary)
        kernel_softmax_gradient(
            rows,
            vocabulary,
            vocabulary,
            &logits.x,
            logits.bias,
            targets,
            Self.weights,
            &likelihood,
            nil,
            &sums
        )
        let derivative = expectedDerivative(vocabulary)
        #expect(deviation(logits.x, from: derivative) < 5e-7)
        #expect(deviation(sums, from: columnSums(derivative, vocabulary).map { $0 + 1 }) < 5e-7)
        let logs = zip(expected(vocabulary), targets).map { $0[Int($1)] }
        #expect(deviation(likelihood, from: logs) < 5e-7)
    }

    private func columnSums(_ values: [Double], _ width: Int) -> [Double] {
        (0..<width).map { column in (0..<rows).reduce(0) { $0 + values[$1 * width + column] } }
    }

    /// Rows may lie further apart than they are long, and what is between them stays.
    @Test(arguments: awkwardSizes) func derivativeInBFloat16(_ vocabulary: Int) {
        let (dense, bias) = logits(vocabulary)
        let stride = vocabulary + 5
        var x = [Float](repeating: 7, count: rows * stride)
        for (index, value) in dense.enumerated() {
            x[index / vocabulary * stride + index % vocabulary] = value
        }
        var narrow = [UInt16](repeating: 9, count: rows * stride)
        var likelihood = [Float](repeating: .nan, count: rows)
        var sums = [Float](repeating: 0, count: vocabulary)
        kernel_softmax_gradient(
            rows,
            vocabulary,
            stride,
            &x,
            bias,
            targets(vocabulary),
            Self.weights,
            &likelihood,
            &narrow,
            &sums
        )
        let expected = expectedDerivative(vocabulary)
        for (index, element) in narrow.enumerated() {
            let (row, column) = index.quotientAndRemainder(dividingBy: stride)
            guard column < vocabulary else {
                #expect(element == 9 && x[index] == 7)
                continue
            }
            let wide = Double(Float(bitPattern: UInt32(element) << 16))
            let wanted = expected[row * vocabulary + column]
            #expect(abs(wide - wanted) <= abs(wanted) / 250 + 1e-6)
        }
        #expect(deviation(sums, from: columnSums(expected, vocabulary)) < 5e-7)
    }

    @Test(arguments: awkwardSizes) func logSoftmax(_ vocabulary: Int) {
        var logits = logits(vocabulary)
        kernel_log_softmax(rows, vocabulary, &logits.x, logits.bias)
        let expected = expected(vocabulary)
        #expect(deviation(logits.x, from: Array(expected.joined())) < 5e-7)
        for row in 0..<rows {
            let sum = logits.x[row * vocabulary..<(row + 1) * vocabulary].reduce(0.0) {
                $0 + exp(Double($1))
            }
            #expect(abs(sum - 1) < 3e-6)
        }
    }

    /// A shift of all logits changes nothing, and logits far apart neither overflow nor vanish.
    @Test func extremeLogits() {
        var x: [Float] = [1e4, 0, -1e4, 3e38, 3e38, -3e38, -1e30, -1e30, -1e30]
        var likelihood: [Float] = [.nan, .nan, .nan]
        kernel_softmax_log_likelihood(3, 3, &x, nil, [1, 0, 2], &likelihood)
        #expect(likelihood[0] == -1e4)
        #expect(abs(likelihood[1] + Float(log(2.0))) < 1e-6)
        #expect(abs(likelihood[2] + Float(log(3.0))) < 1e-6)
    }

    /// A forbidden word, of logit minus infinity, has no probability.
    @Test func forbiddenWordsHaveNoProbability() {
        var x: [Float] = [1, -.infinity, 1, -.infinity]
        kernel_log_softmax(1, 4, &x, nil)
        #expect(x[1] == -.infinity && x[3] == -.infinity)
        #expect(abs(x[0] + Float(log(2.0))) < 1e-6)
    }

    @Test func notANumberIsNotHidden() {
        for place in 0..<20 {
            var x = [Float](repeating: 1, count: 20)
            x[place] = .nan
            var likelihood: Float = 0
            kernel_softmax_log_likelihood(1, 20, &x, nil, [3], &likelihood)
            #expect(likelihood.isNaN, "at \(place)")
        }
    }
}
