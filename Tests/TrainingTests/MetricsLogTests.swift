import DurableFiles
import JSONText
import Testing
import Training

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct MetricsLogTests {
    /// Runs `body` with the path of a log in a folder of its own.
    static func withPath(_ name: String = #function, _ body: (String) throws -> Void) throws {
        let folder = "/tmp/isthmus-metrics-\(getpid())-\(name.filter(\.isLetter))"
        try Directory.create(folder)
        defer { try? Directory.remove(folder) }
        try body(folder + "/metrics.jsonl")
    }

    static func write(_ steps: some Sequence<Int>, to log: MetricsLog) throws {
        for step in steps {
            var values = JSONObject()
            values["loss"] = JSONValue(1 / Float(step))
            try log.append(step: step, values)
        }
    }

    @Test func aRecordIsALine() throws {
        try Self.withPath { path in
            let log = try MetricsLog(path: path)
            var values = JSONObject()
            values["loss"] = JSONValue(Float(0.1))
            values["kl"] = JSONValue(Float.nan)
            try log.append(step: 3, values)
            try log.flush()
            #expect(
                try FileContents.readText(path) == #"{"step":3,"loss":0.1,"kl":null}"# + "\n"
            )
        }
    }

    /// However far the killed run came, and wherever its last write was torn.
    @Test func aKilledAndResumedRunLeavesTheLogOfAnUninterruptedOne() throws {
        try Self.withPath { path in
            try Self.write(1...13, to: MetricsLog(path: path))
            let whole = try FileContents.read(path)
            let checkpoint = try #require(whole.firstRange(of: Array("{\"step\":11".utf8)))
            for length in checkpoint.lowerBound...whole.count {
                try AtomicFile.write(Array(whole[..<length]), to: path)
                try Self.write(11...13, to: MetricsLog(path: path, resumingAfter: 10))
                #expect(try FileContents.read(path) == whole)
            }
        }
    }

    @Test func aNewRunStartsAnew() throws {
        try Self.withPath { path in
            try Self.write(1...3, to: MetricsLog(path: path))
            try Self.write(1...1, to: MetricsLog(path: path))
            #expect(try MetricsLog.records(of: path).count == 1)
        }
    }

    @Test func aMissingLogIsResumedEmpty() throws {
        try Self.withPath { path in
            try Self.write(8...9, to: MetricsLog(path: path, resumingAfter: 7))
            #expect(try MetricsLog.records(of: path).map { $0["step"] } == [8, 9])
        }
    }

    @Test func aLineThatIsNoRecordIsNamed() throws {
        try Self.withPath { path in
            for (line, place) in [("{\"step\":1,}", ":2:11:"), ("[1]", ":2:1:"), ("{}", ":2:1:")] {
                try AtomicFile.write("{\"step\":0}\n\(line)\n{\"step\":2}\n", to: path)
                let error = #expect(throws: MetricsLogError.self) {
                    try MetricsLog(path: path, resumingAfter: 1)
                }
                #expect(error?.description.contains(path + place) == true)
                #expect(error?.description.contains("remove the line") == true)
            }
        }
    }
}
