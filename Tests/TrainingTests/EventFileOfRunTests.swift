import DurableFiles
import Testing
import Training

/// The points that TensorBoard shows of a run that was interrupted are those of one that was not.
@Suite struct EventFileOfRunTests {
    @Test func afterAResumptionEveryStepIsThereOnce() throws {
        let scratch = try Scratch()
        var training = TinyTraining()
        training.configuration.checkpoint.everySteps = 1000
        try training.run(in: scratch.file("straight"))
        let points = try Self.points(in: scratch.file("straight"))
        #expect(points["train/loss"]?.map(\.step) == [20, 40, 60, 80])
        #expect(
            points["validation/negative_elbo"]?.map(\.step)
                == Array(stride(from: 5, through: 80, by: 5))
        )
        #expect(points.count == 12)

        try training.run(in: scratch.file("resumed"), steps: 43)
        // The checkpoint of step 43 is lost, as if the power had failed.
        try Directory.remove(scratch.file("resumed/checkpoints/step-43.safetensors"))
        try training.run(in: scratch.file("resumed"))
        #expect(Self.files(in: scratch.file("resumed")).count == 2)
        #expect(try Self.points(in: scratch.file("resumed")) == points)
    }

    @Test func aRunThatStartsAnewVoidsWhatWasLoggedBefore() throws {
        let scratch = try Scratch()
        let training = TinyTraining()
        try training.run(in: scratch.path, steps: 30)
        try Directory.remove(scratch.file("checkpoints"))
        try training.run(in: scratch.path)
        #expect(try Self.points(in: scratch.path)["train/loss"]?.map(\.step) == [20, 40, 60, 80])
    }

    struct Point: Hashable {
        let step: Int
        let value: UInt32
    }

    static func files(in folder: String) -> [String] {
        let names = (try? Directory.entries(of: folder)) ?? []
        return names.filter { $0.hasPrefix("events.out.tfevents.") }.map { "\(folder)/\($0)" }
    }

    /// The points by tag, as TensorBoard has them: a start of a session voids the steps after it.
    static func points(in folder: String) throws -> [String: [Point]] {
        var points: [String: [Point]] = [:]
        for file in files(in: folder) {
            for event in records(try FileContents.read(file)).map(Message.init) {
                let step = Int(event.varints[2] ?? 0)
                if event.messages[7] != nil {
                    for tag in points.keys { points[tag]?.removeAll { $0.step >= step } }
                }
                for summary in event.messages[5] ?? [] {
                    for value in Message(summary).messages[1] ?? [] {
                        let value = Message(value)
                        let tag = String(decoding: value.messages[1]?.first ?? [], as: UTF8.self)
                        let point = Point(step: step, value: value.floats[2] ?? 0)
                        points[tag, default: []].append(point)
                    }
                }
            }
        }
        return points
    }

    /// The data of the records of an event file.
    static func records(_ bytes: [UInt8]) -> [[UInt8]] {
        var records: [[UInt8]] = []
        var start = 0
        while start + 16 <= bytes.count {
            let length = bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
            records.append(Array(bytes[start + 12..<start + 12 + length]))
            start += length + 16
        }
        return records
    }

    /// The fields of a protocol buffer message.
    struct Message {
        var varints: [Int: UInt64] = [:]
        var floats: [Int: UInt32] = [:]
        var messages: [Int: [[UInt8]]] = [:]

        init(_ bytes: [UInt8]) {
            var rest = bytes[...]
            while !rest.isEmpty {
                let key = Self.varint(&rest)
                let field = Int(key >> 3)
                switch key & 7 {
                case 0: varints[field] = Self.varint(&rest)
                case 1: rest = rest.dropFirst(8)
                case 2:
                    let length = Int(Self.varint(&rest))
                    messages[field, default: []].append(Array(rest.prefix(length)))
                    rest = rest.dropFirst(length)
                default:
                    floats[field] = rest.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
                    rest = rest.dropFirst(4)
                }
            }
        }

        private static func varint(_ bytes: inout ArraySlice<UInt8>) -> UInt64 {
            var (value, shift): (UInt64, UInt64) = (0, 0)
            while let byte = bytes.popFirst() {
                value |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { break }
                shift += 7
            }
            return value
        }
    }
}
