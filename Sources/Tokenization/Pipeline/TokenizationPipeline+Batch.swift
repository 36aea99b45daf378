extension TokenizationPipeline {
    /// The tokens of texts as a batch: sequence `i` of the batch is text `i`.
    ///
    /// The result does not depend on the number of threads.
    ///
    /// - Parameters:
    ///   - texts: The texts.
    ///   - threadCount: How many threads share the work.
    /// - Returns: The ids that ``ids(of:)`` gives each text.
    public func batch(_ texts: [String], threadCount: Int = 1) -> TokenBatch {
        BatchEncoding(threadCount: threadCount).batch(texts) { texts in
            var block = BatchEncoding.Block()
            withEncoder { encode in
                for var text in texts {
                    text.withUTF8 { bytes in block.addText { encode(bytes, &$0) } }
                }
            }
            return block
        }
    }
}
