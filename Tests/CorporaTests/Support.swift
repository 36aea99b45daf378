import Corpora
import Foundation

/// A file written for these tests.
func fixture(_ name: String) -> String {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return folder.appendingPathComponent("Fixtures/\(name)").path
}

/// What was read from a corpus in memory.
struct Reading {
    var records: [Record] = []
    var rejects: [Reject] = []
    var fault: CorpusError?
    var summary = CorpusSummary()

    var texts: [String] { records.map(\.text) }
    var lines: [Int] { records.map(\.line) }
}

/// Reads bytes as a file of a name, in chunks of a size.
func read(
    _ bytes: [UInt8],
    as name: String = "corpus",
    chunkSize: Int = 1 << 18,
    limit: ExpansionLimit = ExpansionLimit(),
    options: CorpusOptions = CorpusOptions()
) -> Reading {
    var reading = Reading()
    do {
        let stream = try ByteStream(name: name, bytes: bytes, chunkSize: chunkSize, limit: limit)
        let reader = try CorpusReader(stream: stream, options: options)
        defer { reading.summary = reader.summary }
        while let item = try reader.next() {
            switch item {
            case .record(let record): reading.records.append(record)
            case .reject(let reject): reading.rejects.append(reject)
            }
        }
    } catch {
        reading.fault = error as? CorpusError
    }
    return reading
}

/// Reads a text as a file of a name.
func read(
    _ text: String,
    as name: String = "corpus",
    chunkSize: Int = 1 << 18,
    options: CorpusOptions = CorpusOptions()
) -> Reading {
    read(Array(text.utf8), as: name, chunkSize: chunkSize, options: options)
}
