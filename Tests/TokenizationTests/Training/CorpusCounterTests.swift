import Synchronization
import Testing
import Tokenization

/// Room outside of memory that is an array, and fails from some write on.
private final class ArrayStorage: OverflowStorage {
    struct Full: Error {}

    let bytes = Mutex<[UInt8]>([])
    let writeCount = Mutex(0)
    private let writesThatSucceed: Int

    init(writesThatSucceed: Int = .max) { self.writesThatSucceed = writesThatSucceed }

    func write(_ new: UnsafeRawBufferPointer, at offset: Int) throws {
        let number = writeCount.withLock { count in
            count += 1
            return count
        }
        if number > writesThatSucceed { throw Full() }
        bytes.withLock { bytes in
            let missing = max(0, offset + new.count - bytes.count)
            bytes += repeatElement(0, count: missing)
            bytes.replaceSubrange(offset..<offset + new.count, with: new)
        }
    }

    func read(into room: UnsafeMutableRawBufferPointer, at offset: Int) throws {
        bytes.withLock { room.copyBytes(from: $0[offset..<offset + room.count]) }
    }
}

@Suite struct CorpusCounterTests {
    /// Lines of words of which some are frequent and most are rare.
    private static let lines: [String] = {
        var generator = UnigramTestGenerator(seed: 11)
        return (0..<6000).map { _ in
            (0..<12).map { _ in
                let rank = Int.random(
                    in: 0...Int.random(in: 0...40_000, using: &generator),
                    using: &generator
                )
                return "w\(String(rank, radix: 7))" + (rank % 5 == 0 ? "é," : "")
            }
            .joined(separator: " ")
        }
    }()

    private func memory(
        _ storage: ArrayStorage,
        limit: Int = 1 << 30,
        counting: Int = 100_000
    ) -> TrainingMemory {
        var memory = TrainingMemory(limit: limit) { storage }
        memory.countingLimit = counting
        return memory
    }

    private func counted(
        _ lines: [String],
        threadCount: Int = 1,
        memory: TrainingMemory? = nil
    ) throws -> CountedPieces {
        let counter = SubwordTrainer(.byteBPE, vocabularySize: 400)
            .counter(threadCount: threadCount, memory: memory)
        for line in lines { try counter.add(line) }
        return try counter.finish()
    }

    private func dictionary(_ counts: PieceCounts) -> [[UInt8]: Int] {
        var result: [[UInt8]: Int] = [:]
        counts.forEach { result[Array($0)] = $1 }
        return result
    }

    @Test(arguments: [1, 2, 5])
    func countsAreTheSameOnAnyThreadsAndOutsideOfMemory(threadCount: Int) throws {
        let storage = ArrayStorage()
        var whole = SubwordTrainer(.byteBPE, vocabularySize: 400)
        for line in Self.lines { whole.add(line) }
        let plain = try counted(Self.lines, threadCount: threadCount)
        let spilled = try counted(
            Self.lines,
            threadCount: threadCount,
            memory: memory(storage)
        )
        #expect(storage.writeCount.withLock { $0 } > 5)
        #expect(dictionary(plain.counts) == dictionary(spilled.counts))
        #expect(plain.counts.count == whole.pieceCount)
        #expect(plain.counts.total == whole.totalCount)
        #expect(spilled.leftOutCount == 0)
    }

    /// Words of all lengths, most of them seldom and some of them long, are counted as by a counter
    /// that has one table.
    @Test(arguments: [1, 2, 5])
    func smallTablesDoNotChangeCounts(threadCount: Int) throws {
        var generator = UnigramTestGenerator(seed: 5)
        let lines = (0..<4000).map { _ in
            (0..<30).map { _ in
                let rank = Int.random(
                    in: 0...Int.random(in: 0...90_000, using: &generator),
                    using: &generator
                )
                return String(repeating: rank % 7 == 0 ? "ä" : "z", count: rank % 31)
                    + String(rank, radix: 8).map { Self.letters[$0.wholeNumberValue ?? 0] }
            }
            .joined(separator: " ")
        }
        let options = ByteLevelOptions(addsPrefixSpace: false)
        var slow = PieceCounter(preTokenizers: [.byteLevel(options)], keepsBytes: true)
        for line in lines { slow.add(line) }
        #expect(slow.counts.count > 30_000)
        let fast = try counted(lines, threadCount: threadCount)
        let isSame = dictionary(fast.counts) == dictionary(slow.counts)
        #expect(isSame)
        let together = try SubwordTrainer(.byteBPE, vocabularySize: 400)
            .counter(threadCount: threadCount).counts(of: lines)
        let isSameTogether = dictionary(together.counts) == dictionary(slow.counts)
        #expect(isSameTogether)
    }

    private static let letters = Array("abcdefgh")

    @Test(arguments: [1, 2, 5])
    func textsTogetherAreCountedAsOneByOne(threadCount: Int) throws {
        let counter = SubwordTrainer(.byteBPE, vocabularySize: 400)
            .counter(threadCount: threadCount)
        try counter.add("before")
        let pieces = try counter.counts(of: Self.lines + ["", "after"])
        let each = try counted(["before"] + Self.lines + ["after"])
        #expect(dictionary(pieces.counts) == dictionary(each.counts))
    }

    @Test(arguments: SubwordTrainer.Method.allCases)
    func vocabulariesAreTheSameWithAndWithoutTheSpill(_ method: SubwordTrainer.Method) throws {
        let trainer = SubwordTrainer(method, vocabularySize: 500)
        func tokenizer(_ threadCount: Int, _ memory: TrainingMemory?) throws -> Tokenizer {
            let counter = trainer.counter(threadCount: threadCount, memory: memory)
            for line in Self.lines.prefix(1500) { try counter.add(line) }
            return trainer.tokenizer(of: try counter.finish().counts)
        }
        let storage = ArrayStorage()
        let plain = try tokenizer(1, nil)
        #expect(try tokenizer(2, memory(storage)) == plain)
        #expect(storage.writeCount.withLock { $0 } > 2)
    }

    @Test func wordsAreTheSameWithAndWithoutTheSpill() throws {
        let storage = ArrayStorage()
        var spilled = VocabularyCounter(kind: .word)
        let counter = spilled.counter(threadCount: 2, memory: memory(storage))
        for line in Self.lines { try counter.add(line) }
        spilled.add(try counter.finish())
        #expect(storage.writeCount.withLock { $0 } > 2)
        #expect(spilled.tokenizer() == Tokenizer.trained(on: Self.lines, kind: .word))
    }

    @Test(arguments: [100_000, 1_000_000])
    func theMostFrequentPiecesAreKeptWhateverTheOrder(limit: Int) throws {
        let all = dictionary(try counted(Self.lines).counts)
        let kept = try counted(Self.lines, memory: memory(ArrayStorage(), limit: limit))
        let again = try counted(
            Self.lines.reversed(),
            threadCount: 3,
            memory: memory(ArrayStorage(), limit: limit, counting: 1 << 30)
        )
        let keptCounts = dictionary(kept.counts)
        #expect(keptCounts == dictionary(again.counts))
        #expect(keptCounts.allSatisfy { all[$0.key] == $0.value })
        let leftOut = all.filter { keptCounts[$0.key] == nil }
        #expect(!keptCounts.isEmpty && leftOut.count == kept.leftOutCount)
        #expect(leftOut.values.reduce(0, +) == kept.leftOutTotal)
        #expect((leftOut.values.max() ?? 0) <= (keptCounts.values.min() ?? 0))
        let share = Double(kept.leftOutTotal) / Double(all.values.reduce(0, +))
        #expect(abs(kept.leftOutShare - share) < 1e-12)
    }

    @Test func aPieceLongerThanTheBuffersComesBack() throws {
        let long = String(repeating: "abcdefg", count: 30_000)
        let lines = [long, "short", long, "short", "short"]
        let storage = ArrayStorage()
        let counts = try counted(lines, memory: memory(storage, counting: 1000)).counts
        #expect(storage.writeCount.withLock { $0 } > 1)
        #expect(dictionary(counts) == [Array(long.utf8): 2, Array("short".utf8): 3])
    }

    @Test(arguments: [1, 3])
    func aFailureToWriteIsThrown(threadCount: Int) {
        #expect(throws: ArrayStorage.Full.self) {
            try counted(
                Self.lines,
                threadCount: threadCount,
                memory: memory(ArrayStorage(writesThatSucceed: 2))
            )
        }
    }

    @Test func noTextsHaveNoPieces() throws {
        #expect(try counted([], threadCount: 2, memory: memory(ArrayStorage())).counts.count == 0)
    }

    @Test func aPieceThatIsLargerThanTheMemoryIsToldAndLeftOut() throws {
        let trainer = SubwordTrainer(.byteBPE, vocabularySize: 270)
        let counter = trainer.counter(memory: memory(ArrayStorage(), limit: 20_000))
        let giant = String(repeating: "ab", count: 1_000)
        #expect(counter.oversizedPiece(in: "a few words " + giant) == 2_001)
        #expect(counter.oversizedPiece(in: String(repeating: "ab ", count: 5_000)) == nil)
        #expect(trainer.counter().oversizedPiece(in: giant) == nil)
        let pieces = try counter.counts(of: ["of ba", giant])
        #expect(dictionary(pieces.counts) == [Array("of".utf8): 1, Array(" ba".utf8): 1])
        #expect(pieces.leftOutCount == 1 && pieces.leftOutTotal == 1)
    }
}
