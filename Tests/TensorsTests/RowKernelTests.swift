import CKernels
import EngineLaws
import Foundation
import Tensors
import Testing

/// Rows, sums, bfloat16 and Adam against their slow twins.
struct RowKernelTests {
    let backend = CPUBackend(threadCount: 2)

    @Test(arguments: [1, 2, 17, 257], [1, 15, 64, 513])
    func gatherAndScatter(_ rows: Int, _ width: Int) {
        var values = RandomValues()
        let table = values.tensor([9, width], on: backend)
        let ids = values.ids(rows, below: 9)
        let gathered = backend.gatherRows(table, ids).scalars
        let tableRows = table.scalars
        #expect(gathered == ids.flatMap { tableRows[Int($0) * width..<(Int($0) + 1) * width] })
        let x = values.tensor([rows, width], on: backend)
        var expected = [Double](repeating: 0, count: 9 * width)
        for (index, value) in x.scalars.enumerated() {
            expected[Int(ids[index / width]) * width + index % width] += Double(value)
        }
        #expect(deviation(backend.scatterAddRows(x, ids, rowCount: 9), from: expected) < 1e-6)
    }

    @Test(arguments: [1, 3, 1031], [1, 16, 33, 70])
    func sumsOfColumnsAndOfEverything(_ rows: Int, _ width: Int) {
        var values = RandomValues()
        let x = values.tensor([rows, width], on: backend)
        var sums = [Double](repeating: 0, count: width)
        for (index, value) in x.scalars.enumerated() { sums[index % width] += Double(value) }
        #expect(deviation(backend.columnSums(x), from: sums) < 2e-6)
        #expect(abs(backend.sum(x) - sums.reduce(0, +)) < 1e-9)
        let squares = x.scalars.reduce(0.0) { $0 + Double($1) * Double($1) }
        #expect(abs(backend.sumOfSquares([x]) / squares - 1) < 1e-12)
    }

    @Test(arguments: [1, 7, 16, 33, 100_003])
    func pointwiseArithmetic(_ count: Int) {
        var values = RandomValues()
        let (a, b) = (values.tensor([count], on: backend), values.tensor([count], on: backend))
        let pairs = Array(zip(a.scalars, b.scalars))
        #expect(backend.binary(.add, a, b).scalars == pairs.map { $0 + $1 })
        #expect(backend.binary(.subtract, a, b).scalars == pairs.map { $0 - $1 })
        #expect(backend.binary(.multiply, a, b).scalars == pairs.map { $0 * $1 })
        let scaled = pairs.map { Double($0.0) * 3 - 1 }
        #expect(deviation(backend.scaled(a, by: 3, offset: -1), from: scaled) < 1e-7)
        var sum = a
        backend.accumulate(b, scale: -2, into: &sum)
        #expect(deviation(sum, from: pairs.map { Double($0) - 2 * Double($1) }) < 1e-7)
        #expect(a.scalars == pairs.map(\.0), "the tensor that was copied changed")
    }

    /// Every kind of float: the nearest bfloat16, ties to even; not a number stays so.
    @Test func bfloat16RoundsToNearestEven() {
        let inputs = stride(from: UInt32(0), to: 0xffff_0000, by: 39_119).map(
            Float.init(bitPattern:)
        )
        let all =
            inputs
            + [0x3f80_8000, 0x3f81_8000, 0x7f7f_ffff, 0x7f80_0001].map(Float.init(bitPattern:))
        var narrow = [UInt16](repeating: 0, count: all.count)
        kernel_to_bfloat16(all.count, all, &narrow)
        let wide = narrow.map { Float(bitPattern: UInt32($0) << 16) }
        for (x, y) in zip(all, wide) {
            let low = Float(bitPattern: x.bitPattern & 0xffff_0000)
            let high = Float(bitPattern: low.bitPattern &+ 0x1_0000)
            let below = Double(x) - Double(low), above = Double(high) - Double(x)
            let isEven = low.bitPattern & 0x1_0000 == 0
            if x.isNaN || !high.isFinite || high.isNaN {
                #expect(x.isNaN == y.isNaN)
            } else if abs(below) < abs(above) || (below == above && isEven) {
                #expect(y == low)
            } else {
                #expect(y == high)
            }
        }
    }

    @Test(arguments: awkwardSizes) func adamStep(_ count: Int) {
        var values = RandomValues()
        let start = (0..<4).map { _ in values.numbers(count) }
        var (w, m, v) = (start[1], start[2], start[3].map(abs))
        var settings = KernelAdam(
            learning_rate: 0.01,
            beta1: 0.9,
            beta2: 0.99,
            epsilon: 1e-3,
            decay: 0.1,
            correction1: 2,
            correction2: 5,
            gradient_scale: 0.5
        )
        kernel_adam(count, &settings, start[0], &w, &m, &v)
        let expected = (0..<count).map { index in
            let g = Double(start[0][index]) * 0.5
            let first = 0.9 * Double(start[2][index]) + 0.1 * g
            let second = 0.99 * abs(Double(start[3][index])) + 0.01 * g * g
            let step = 0.01 * first * 2 / ((second * 5).squareRoot() + 1e-3)
            return [Double(start[1][index]) * (1 - 0.001) - step, first, second]
        }
        for (index, actual) in [w, m, v].enumerated() {
            #expect(deviation(actual, from: expected.map { $0[index] }) < 3e-7)
        }
    }
}
