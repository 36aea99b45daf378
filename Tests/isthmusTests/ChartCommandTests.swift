import Testing

@Suite struct ChartCommandTests {
    @Test func everySeriesIsALineAndALimitIsDashed() throws {
        let points = [
            #"{"series": "f32", "x": 8, "y": 100}"#, #"{"series": "f32", "x": 16, "y": 180}"#,
            #"{"series": "limit", "x": 8, "y": 200, "reference": true}"#, "",
            #"{"series": "limit", "x": 16, "y": 200, "reference": true}"#,
        ]
        let run = try Tool.run(
            ["chart", "--title", "Speed", "--x-label", "batch", "--y-label", "GFLOP/s", "--log-x"],
            input: points.map { $0 + "\n" }.joined()
        )
        #expect(run.code == 0, "\(run.messages)")
        #expect(run.text.hasPrefix("<svg "))
        let lines = run.text.matches(of: #/<path [^>]*stroke-dasharray="([^"]*)"/#).map { $0.1 }
        #expect(lines == ["none", "4 5"])
        for text in ["Speed", "batch", "GFLOP/s", "f32", "limit", "8", "16"] {
            #expect(run.text.contains(">\(text)</text>"))
        }
    }

    @Test(arguments: [
        ("{\"x\": 1}", "stdin:2: it must be an object with the numbers x and y"),
        ("{\"x\": 1", "stdin:2: "),
    ])
    func aLineThatIsNoPointIsNamed(_ line: String, _ message: String) throws {
        let run = try Tool.run(["chart"], input: "{\"x\": 1, \"y\": 2}\n\(line)\n")
        #expect(run.code == 65)
        #expect(run.messages.contains(message))
    }

    @Test func anEmptyInputIsRefused() throws {
        #expect(try Tool.run(["chart"], input: "\n").code == 65)
    }
}
