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
        BatchEncoding(threadCount: threadCount, bytesPerToken: 4).batch(texts) { texts, block in
            withWorker { worker in
                for var text in texts {
                    text.withUTF8 { text in block.add { worker.append(text, to: &$0) } }
                }
            }
        }
    }
}
