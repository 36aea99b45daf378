internal import Synchronization

/// What encoding needs besides a pipeline: memory, and what is remembered of earlier texts.
final class PipelineScratch {
    var text = PipelineText()
    var tokens = TokenBuffer()
    var piece = PieceTokens()
    let cache = PieceCache()
}

/// Scratches that are not in use, for whichever thread comes next.
final class ScratchPool: Sendable {
    private struct Free: @unchecked Sendable { var scratches: [PipelineScratch] = [] }

    private let free = Mutex(Free())

    /// Runs `body` with a scratch that nobody else has.
    func withScratch<Result>(_ body: (PipelineScratch) throws -> Result) rethrows -> Result {
        let scratch = free.withLock { $0.scratches.popLast() } ?? PipelineScratch()
        defer { free.withLock { $0.scratches.append(scratch) } }
        return try body(scratch)
    }
}
