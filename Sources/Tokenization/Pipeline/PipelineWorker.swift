extension TokenizationPipeline {
    /// Runs `body` with what encodes and decodes.
    package func withWorker<Result>(_ body: (Worker) throws -> Result) rethrows -> Result {
        try pool.withScratch { try body(Worker(self, $0)) }
    }

    /// What encodes and decodes one text after the other, on one thread.
    ///
    /// What threads share was taken once, since taking it is a write that all of them would wait for.
    package final class Worker {
        private let pipeline: TokenizationPipeline
        private let scratch: PipelineScratch
        private let cache: PieceCache

        fileprivate init(_ pipeline: TokenizationPipeline, _ scratch: PipelineScratch) {
            self.pipeline = pipeline
            self.scratch = scratch
            cache = scratch.cache
        }

        /// Appends the ids of the tokens of a text in UTF-8.
        package func append(_ text: UnsafeBufferPointer<UInt8>, to ids: inout [TokenID]) {
            pipeline.front.run(on: &scratch.text, text, isAligned: false)
            scratch.tokens.removeAll()
            pipeline.forEachPiece(scratch, cache) { _, _, _ in }
            let count = scratch.tokens.count
            ids.append(contentsOf: UnsafeBufferPointer(start: scratch.tokens.ids, count: count))
        }

        /// The text of tokens.
        package func decode(_ ids: [TokenID]) -> String { pipeline.decode(ids, scratch) }
    }
}
