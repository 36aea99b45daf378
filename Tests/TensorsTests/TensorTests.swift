import EngineLaws
import Tensors
import Testing

/// Tensors are values, buffers come back, and batches lie as their documentation draws them.
struct TensorTests {
    let backend = CPUBackend(threadCount: 2)

    @Test func copyDoesNotSeeLaterChanges() {
        var x = Tensor([1, 2, 3], shape: [3], on: backend)
        let copy = x
        backend.accumulate(copy, scale: 1, into: &x)
        x.replaceElements { $0 + 1 }
        #expect(copy.scalars == [1, 2, 3])
        #expect(x.scalars == [3, 5, 7])
    }

    @Test func bufferIsUsedAgainAndNothingIsShared() {
        let pool = backend.storagePool
        _ = Tensor(repeating: 1, shape: [100], on: backend)
        let count = pool.allocationCount
        for _ in 0..<50 { _ = Tensor(repeating: 2, shape: [100], on: backend) }
        #expect(pool.allocationCount == count)
        let (a, b) = (
            Tensor(repeating: 3, shape: [100], on: backend),
            Tensor(repeating: 4, shape: [100], on: backend)
        )
        #expect(a.scalars == Array(repeating: 3, count: 100))
        #expect(b.scalars == Array(repeating: 4, count: 100))
        #expect(pool.allocationCount == count + 1)
    }

    @Test func buffersOfNearlyTheSameSizeShareAClass() {
        let pool = StoragePool()
        for count in [0, 1, 63, 64, 65, 80, 81, 127, 128, 129, 1_000, 100_000] {
            let storage = pool.storage(capacity: count)
            #expect(storage.capacity >= count)
            #expect(storage.capacity <= max(64, count + count / 4))
            #expect(UInt(bitPattern: storage.pointer) % 64 == 0)
        }
    }

    @Test func columnsAndRowsCanBeTakenApartAndPutTogether() {
        let x = Tensor((0..<12).map(Float.init), shape: [3, 4], on: backend)
        let parts = [0..<1, 1..<1, 1..<4].map { backend.columns(x, $0) }
        #expect(parts[2].scalars == [1, 2, 3, 5, 6, 7, 9, 10, 11])
        #expect(backend.concatenatedColumns(parts).scalars == x.scalars)
        #expect(x.reshaped(to: [2, 6]).scalars == x.scalars)
    }

    @Test func layoutIsTheOneInItsDocumentation() {
        let layout = SequenceLayout(lengths: [3, 1, 2])
        #expect(layout.order == [0, 2, 1])
        #expect(layout.places == [0, 2, 1])
        #expect(layout.lengths == [3, 2, 1])
        #expect(layout.batchSizes == [3, 2, 1])
        #expect(layout.offsets == [0, 3, 5])
        #expect(layout.rowCount == 6)
        let rows = layout.rows { "\($0).\($1)" }
        #expect(rows == ["0.0", "2.0", "1.0", "0.1", "2.1", "0.2"])
    }

    @Test(arguments: [[1], [2, 2, 2], [5, 1, 4, 4, 2], Array(1...20)])
    func everyStepOfEverySequenceHasOneRow(_ lengths: [Int]) {
        let layout = SequenceLayout(lengths: lengths)
        #expect(layout.rowCount == lengths.reduce(0, +))
        for sequence in lengths.indices {
            for step in 0..<lengths[sequence] {
                let row = layout.row(step: step, sequence: layout.places[sequence])
                let found = layout.rows { ($0, $1) }[row]
                #expect(found == (sequence, step))
            }
        }
    }

    @Test(arguments: [1, 2, 3])
    func rowsOfSequencesAreSummedWhereTheyBelong(_ threads: Int) {
        let backend = CPUBackend(threadCount: threads)
        let layout = SequenceLayout(lengths: (0..<23).map { 1 + ($0 * 3) % 17 })
        var values = RandomValues()
        for width in [1, 210] {
            let x = values.tensor([layout.rowCount, width], on: backend)
            let a = x.scalars
            let places = layout.rows { sequence, _ in layout.places[sequence] }
            var sums = [Double](repeating: 0, count: layout.batchSize * width)
            for index in a.indices {
                sums[places[index / width] * width + index % width] += Double(a[index])
            }
            #expect(deviation(backend.sequenceSums(x, layout), from: sums) < 1e-6)
        }
    }
}
