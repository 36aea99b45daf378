internal import Synchronization

/// What encoding needs besides a pipeline: memory, and what is remembered of earlier texts.
final class PipelineScratch {
    var text = PipelineText()
    var tokens = TokenBuffer()
    var piece = PieceTokens()
    var parts = DecodedParts()
    var nextParts = DecodedParts()

    /// What tokens become at the beginning and behind others, where that depends on nothing else.
    var firstTexts = DecodedTokens()
    var texts = DecodedTokens()
    var decoded: [UInt8] = []

    /// What all threads remember.
    fileprivate(set) var cache: PieceCache

    fileprivate init(_ cache: PieceCache) { self.cache = cache }
}

/// Scratches that are not in use, for whichever thread comes next.
final class ScratchPool: Sendable {
    private struct Free: @unchecked Sendable { var scratches: [PipelineScratch] = [] }

    private let free = Mutex(Free())
    private let cache = Mutex<PieceCache?>(nil)
    private let cacheBits: Int

    /// A pool that remembers up to `2^cacheBits` pieces; 17 bits are 8 MiB.
    init(cacheBits: Int = 17) { self.cacheBits = cacheBits }

    /// Runs `body` with a scratch that nobody else has.
    func withScratch<Result>(_ body: (PipelineScratch) throws -> Result) rethrows -> Result {
        let cache = currentCache()
        let scratch = free.withLock { $0.scratches.popLast() } ?? PipelineScratch(cache)
        scratch.cache = cache
        defer { free.withLock { $0.scratches.append(scratch) } }
        return try body(scratch)
    }

    private func currentCache() -> PieceCache {
        cache.withLock { cache in
            if let cache, !cache.isFull { return cache }
            let new = PieceCache(bits: cacheBits)
            cache = new
            return new
        }
    }
}
