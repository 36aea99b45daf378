import Testing

@Suite struct UsageTests {
    @Test(arguments: [
        (["genrate"], "there is no command 'genrate'; did you mean 'generate'?"),
        (["corpus", "improt"], "there is no command 'improt'; did you mean 'import'?"),
        (["info", "--markdwon"], "Unknown option '--markdwon'. Did you mean '--markdown'?"),
        (["generate"], "Missing expected argument '--model <dir>'"),
        (["generate", "-m", "x", "-n", "0"], "-n 0: it must be at least 1"),
        (["generate", "-m", "x", "--top-p", "2"], "--top-p 2.0: it must be above 0 and at most 1"),
        (
            ["generate", "-m", "x", "--greedy", "--beam", "3"],
            "--greedy, --sample and --beam exclude each other"
        ),
        (["generate", "-m", "x", "--format", "xml"], "Please provide one of 'text', 'jsonl'"),
        (
            ["interpolate", "-m", "x", "--from", "a", "--to", "b", "--steps", "1"],
            "--steps 1: it must be at least 2"
        ),
        (["info", "--threads", "0"], "--threads 0: it must be a number from 1 to 1024"),
        (
            ["corpus", "split", "x", "--out", "y", "--fractions", "0.5,0.6"],
            "--fractions 0.5,0.6: give two or three numbers that add up to 1"
        ),
        (
            ["evaluate", "-m", "x", "--corpus", "y", "--train", "z"],
            "--train is for the novelty of --samples, which is missing"
        ),
        (
            ["train", "--corpus", "x", "--out", "y", "--set", "model.latent_dimensoin=3"],
            "unknown configuration key 'model.latent_dimensoin'; "
                + "did you mean 'model.latent_dimension'?"
        ),
        (
            ["train", "--corpus", "x", "--out", "y", "--set", "optimizer.beta1=much"],
            "beta1 = \"much\": it must be a number from 0"
        ),
    ])
    func aWrongArgumentIsNamedAndEndsWith64(_ arguments: [String], _ message: String) throws {
        let run = try Tool.run(arguments)
        #expect(run.code == 64)
        #expect(run.text.isEmpty)
        #expect(run.messages.hasPrefix("isthmus: error: "))
        #expect(run.messages.contains(message))
    }
}
