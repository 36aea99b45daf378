import CKernels
import EngineLaws
import Tensors
import Testing

/// Matrix products against the definition, in all four transpositions.
struct ProductTests {
    static let shapes: [[Int]] = [
        [1, 1, 1], [1, 7, 3], [5, 1, 9], [3, 4, 0], [17, 33, 65], [64, 31, 129], [129, 70, 257],
        [7, 300, 11], [301, 5, 67],
    ]

    @Test(arguments: shapes, [1, 2, 3])
    func everyTransposition(_ shape: [Int], _ threads: Int) {
        let (rows, columns, inner) = (shape[0], shape[1], shape[2])
        let backend = CPUBackend(threadCount: threads)
        for (left, right) in [(false, false), (false, true), (true, false), (true, true)] {
            var values = RandomValues()
            let a = values.tensor(left ? [inner, rows] : [rows, inner], on: backend)
            let b = values.tensor(right ? [columns, inner] : [inner, columns], on: backend)
            let (x, y) = (a.scalars, b.scalars)
            let product = backend.product(a, b, transposingLeft: left, transposingRight: right)
            let expected = Oracle.product(
                rows,
                columns,
                inner,
                { left ? x[$1 * rows + $0] : x[$0 * inner + $1] },
                { right ? y[$1 * inner + $0] : y[$0 * columns + $1] }
            )
            #expect(product.shape == [rows, columns])
            #expect(deviation(product, from: expected) < 2e-6, "\(left) \(right)")
        }
    }

    /// In bfloat16 the product is that of the rounded operands, unless a side is short.
    @Test(
        .enabled(if: CPUBackend.hasNativeBFloat16),
        arguments: [[70, 129, 64], [65, 300, 71], [27, 70, 99]],
        [1, 2]
    )
    func bfloat16RoundsTheOperandsOnly(_ shape: [Int], _ threads: Int) {
        let (rows, columns, inner) = (shape[0], shape[1], shape[2])
        let backend = CPUBackend(threadCount: threads, precision: .bfloat16)
        let isNarrow = shape.allSatisfy { $0 >= 64 }
        for (left, right) in [(false, false), (false, true), (true, false), (true, true)] {
            var values = RandomValues()
            let a = values.tensor(left ? [inner, rows] : [rows, inner], on: backend)
            let b = values.tensor(right ? [columns, inner] : [inner, columns], on: backend)
            let (x, y) = isNarrow ? (rounded(a), rounded(b)) : (a.scalars, b.scalars)
            let product = backend.product(a, b, transposingLeft: left, transposingRight: right)
            let expected = Oracle.product(
                rows,
                columns,
                inner,
                { left ? x[$1 * rows + $0] : x[$0 * inner + $1] },
                { right ? y[$1 * inner + $0] : y[$0 * columns + $1] }
            )
            #expect(deviation(product, from: expected) < 2e-6, "\(left) \(right)")
        }
    }

    private func rounded(_ a: Tensor) -> [Float] {
        var narrow = [UInt16](repeating: 0, count: a.count)
        kernel_to_bfloat16(a.count, a.scalars, &narrow)
        return narrow.map { Float(bitPattern: UInt32($0) << 16) }
    }

    @Test(arguments: [1, 2])
    func affineMapAddsTheBiasToEachRow(_ threads: Int) {
        let backend = CPUBackend(threadCount: threads)
        var values = RandomValues()
        let x = values.tensor([67, 19], on: backend)
        let weight = values.tensor([35, 19], on: backend)
        let bias = values.tensor([35], on: backend)
        let (a, w, b) = (x.scalars, weight.scalars, bias.scalars)
        let product = Oracle.product(67, 35, 19, { a[$0 * 19 + $1] }, { w[$1 * 19 + $0] })
        let expected = product.enumerated().map { $1 + Double(b[$0 % 35]) }
        #expect(deviation(backend.affine(x, weight: weight, bias: bias), from: expected) < 2e-6)
    }
}
