import CKernels
import Foundation
import Testing

/// The accuracy of the vector functions over the whole range of floats.
struct TranscendentalKernelTests {
    typealias Kernel = (Int, UnsafePointer<Float>?, UnsafeMutablePointer<Float>?) -> Void

    /// Floats of both signs and of all magnitudes, and many where the functions bend.
    static let inputs: [Float] =
        stride(from: UInt32(0), to: 0x7f80_0000, by: 65_537).flatMap {
            [Float(bitPattern: $0), -Float(bitPattern: $0)]
        } + stride(from: Float(-100), through: 100, by: 0.0037)

    private func values(_ kernel: Kernel) -> [(x: Double, y: Double)] {
        var out = [Float](repeating: .nan, count: Self.inputs.count)
        kernel(out.count, Self.inputs, &out)
        return zip(Self.inputs, out).map { (Double($0), Double($1)) }
    }

    /// The largest relative error where |x| is below `limit`.
    private func relativeError(
        _ kernel: Kernel,
        below limit: Double,
        _ exact: (Double) -> Double
    ) -> Double {
        values(kernel).filter { abs($0.x) < limit }.reduce(0) { worst, value in
            let expected = exact(value.x)
            return max(worst, abs(value.y - expected) / max(abs(expected), 1e-37))
        }
    }

    private func absoluteError(_ kernel: Kernel, _ exact: (Double) -> Double) -> Double {
        values(kernel).reduce(0) { max($0, abs($1.y - exact($1.x))) }
    }

    @Test func exponential() {
        #expect(relativeError(kernel_exp, below: 87) { exp($0) } < 3e-7)
        for (x, y) in values(kernel_exp) {
            if x < -87.3 { #expect(y >= 0 && y < 1.3e-38) }
            if x > 88.4 { #expect(y > 2e38 && y.isFinite) }
        }
    }

    @Test func logistic() {
        #expect(relativeError(kernel_sigmoid, below: 87) { 1 / (1 + exp(-$0)) } < 4e-7)
        #expect(absoluteError(kernel_sigmoid) { 1 / (1 + exp(-$0)) } < 2e-7)
    }

    @Test func hyperbolicTangent() {
        #expect(relativeError(kernel_tanh, below: .infinity) { tanh($0) } < 4e-7)
        #expect(absoluteError(kernel_tanh) { tanh($0) } < 2e-7)
    }

    @Test func logarithm() {
        var out: [Float] = [0, 0, 0, 0]
        kernel_log(4, [1, 2, 0, .infinity], &out)
        #expect(out == [0, Float(log(2.0)), -.infinity, .infinity])
    }

    /// Infinities have their limits, and a value that is not a number stays one: a training that
    /// went wrong must not look well.
    @Test(arguments: [1, 5, 16, 21]) func specialValues(_ count: Int) {
        func all(_ kernel: Kernel, _ x: Float) -> Set<Float> {
            var out = [Float](repeating: 7, count: count)
            kernel(count, [Float](repeating: x, count: count), &out)
            return out.contains { $0.isNaN } ? [] : Set(out)
        }
        #expect(all(kernel_tanh, .infinity) == [1] && all(kernel_tanh, -.infinity) == [-1])
        #expect(all(kernel_sigmoid, .infinity) == [1])
        #expect(all(kernel_sigmoid, -.infinity).allSatisfy { $0 >= 0 && $0 < 1e-37 })
        #expect(all(kernel_tanh, 0) == [0] && all(kernel_exp, 0) == [1])
        #expect(all(kernel_tanh, .nan).isEmpty)
        #expect(all(kernel_sigmoid, .nan).isEmpty)
        #expect(all(kernel_exp, .nan).isEmpty)
    }
}
