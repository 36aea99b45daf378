import Testing

@Suite struct BenchTests {
    @Test func theKeysAreThoseOfThePeer() throws {
        let input = (1...12).map { String(repeating: "a b ", count: $0) + "\n" }.joined()
        let run = try Tool.run(
            [
                "bench", "--corpus", "-", "--preset", "small", "--steps", "2", "--warmup", "1",
                "--batch-size", "4", "--sample", "3",
            ],
            input: input
        )
        #expect(run.code == 0, "\(run.messages)")
        let keys = [
            "preset", "precision", "threads", "vocab", "batch", "parameters",
            "train_tokens_per_s", "loss_first", "loss_last", "sample_sequences_per_s",
            "sample_mean_length", "sample_full_length_sequences_per_s",
            "peak_rss_mb", "gemm_gflops", "efficiency",
        ]
        let result = try #require(run.objects.first)
        #expect(Set(result.keys) == Set(keys))
        #expect(result["vocab"] as? Int == 6)
    }

    @Test func tooFewLinesForABatchAreRefused() throws {
        let run = try Tool.run(["bench", "--corpus", "-"], input: "a b\n")
        #expect(run.code == 65)
        #expect(run.messages.contains("1 line, fewer than a batch of 64"))
    }

    @Test func linesCanBeDrawnForSizesThatNoCorpusHas() throws {
        let run = try Tool.run([
            "bench", "--synthetic", "50", "--hidden-size", "9", "--batch-size", "3", "--steps", "9",
            "--warmup", "0", "--seconds", "0",
        ])
        let result = try #require(run.objects.first)
        #expect(result["vocab"] as? Int == 50)
        #expect(result["batch"] as? Int == 3)
        #expect(result["loss_first"] as? Double == result["loss_last"] as? Double)
    }

    @Test func aCorpusOrASizeIsNeeded() throws {
        for arguments in [[], ["--corpus", "-", "--synthetic", "50"]] {
            let run = try Tool.run(["bench"] + arguments)
            #expect(run.code == 64)
            #expect(run.messages.contains("give --corpus or --synthetic"))
        }
    }
}
