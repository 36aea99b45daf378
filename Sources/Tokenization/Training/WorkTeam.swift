#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif
internal import Dispatch
internal import Synchronization

/// Threads that go through the parts of one piece of work after the other, in step.
///
/// For pieces of work of some microseconds, between which threads had better not sleep. The thread
/// that calls does what no other has begun, so that work goes on where there are no others.
package final class WorkTeam: @unchecked Sendable {
    /// How many parts each piece of work has.
    package let partCount: Int

    /// What is done with each part; it is read by those who took a part, and set when none is left.
    private var body: @Sendable (Int) -> Void = { _ in }

    /// The number of the piece of work.
    private let round = Atomic<Int>(0)

    /// How many parts of it are not done.
    private let openCount = Atomic<Int>(0)

    /// The last piece of work of which each part was taken.
    private let taken: UnsafeMutablePointer<Atomic<Int>>

    private let isDismissed = Atomic<Bool>(false)

    /// How often a thread looks for news before it lets others run.
    private static let patience = 2_000

    /// Calls `body` with a team for pieces of work of so many parts, each part with a thread of its
    /// own.
    package static func with<Result>(
        partCount: Int,
        _ body: (WorkTeam) throws -> Result
    ) rethrows -> Result {
        let team = WorkTeam(partCount: partCount)
        defer { team.isDismissed.store(true, ordering: .relaxed) }
        return try body(team)
    }

    private init(partCount: Int) {
        self.partCount = partCount
        taken = .allocate(capacity: partCount)
        for part in 0..<partCount { (taken + part).initialize(to: Atomic(0)) }
        for part in 1..<max(1, partCount) {
            DispatchQueue.global().async { self.help(from: part) }
        }
    }

    deinit {
        taken.deinitialize(count: partCount)
        taken.deallocate()
    }

    /// Does a piece of work: calls `body` with the number of each part.
    package func run(_ body: @escaping @Sendable (Int) -> Void) {
        if partCount < 2 { return body(0) }
        self.body = body
        openCount.store(partCount, ordering: .relaxed)
        let current = round.wrappingAdd(1, ordering: .releasing).newValue
        takeParts(of: current, from: 0)
        Self.wait { openCount.load(ordering: .acquiring) == 0 }
    }

    private func help(from part: Int) {
        var last = 0
        while !isDismissed.load(ordering: .relaxed) {
            Self.wait {
                round.load(ordering: .relaxed) != last || isDismissed.load(ordering: .relaxed)
            }
            last = round.load(ordering: .acquiring)
            takeParts(of: last, from: part)
        }
    }

    /// Does the parts that nobody has taken yet, beginning with one.
    private func takeParts(of current: Int, from first: Int) {
        for offset in 0..<partCount {
            let part = (first + offset) % partCount
            let (isMine, _) = taken[part].compareExchange(
                expected: current - 1,
                desired: current,
                ordering: .acquiring
            )
            if !isMine { continue }
            body(part)
            openCount.wrappingSubtract(1, ordering: .releasing)
        }
    }

    private static func wait(until isTime: () -> Bool) {
        while true {
            for _ in 0..<patience where isTime() { return }
            sched_yield()
        }
    }
}

/// Values of which each may be changed by another thread at the same time.
///
/// No two of them are in the same line of a cache, which cores would take from each other.
package final class ThreadShares<Value>: @unchecked Sendable {
    private let values: [UnsafeMutablePointer<Value>]

    /// No processor has longer lines, or fetches more of them at a time.
    private static var alignment: Int { 128 }

    package init(_ values: [Value]) {
        self.values = values.map { value in
            let size = MemoryLayout<Value>.size + Self.alignment
            let memory = UnsafeMutableRawPointer.allocate(
                byteCount: size / Self.alignment * Self.alignment,
                alignment: max(Self.alignment, MemoryLayout<Value>.alignment)
            )
            return memory.initializeMemory(as: Value.self, to: value)
        }
    }

    deinit {
        for value in values {
            value.deinitialize(count: 1)
            value.deallocate()
        }
    }

    /// How many values there are.
    package var count: Int { values.count }

    /// Gives a value to be changed, by one thread at a time and while no other reads it.
    @inline(__always)
    package func update<Result>(
        _ index: Int,
        _ body: (inout Value) throws -> Result
    ) rethrows -> Result {
        try body(&values[index].pointee)
    }

    /// Gives a value to be read, while no thread changes it.
    @inline(__always)
    package func read<Result>(_ index: Int, _ body: (Value) -> Result) -> Result {
        body(values[index].pointee)
    }
}
