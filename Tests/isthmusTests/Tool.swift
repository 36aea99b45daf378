import Foundation

/// What a run of the tool left.
struct Run {
    let code: Int32
    let output: Data
    let messages: String

    /// The output as text.
    var text: String { String(decoding: output, as: UTF8.self) }

    /// The lines of the output.
    var lines: [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast()
    }

    /// The lines of the output, each a JSON object.
    var objects: [[String: Any]] {
        lines.compactMap { line in
            (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
        }
    }
}

/// The built program, run as its users run it.
enum Tool {
    /// Runs the tool with one thread.
    ///
    /// - Parameters:
    ///   - arguments: The command line.
    ///   - input: What stdin holds.
    ///   - environment: More variables.
    /// - Returns: What the run left.
    /// - Throws: When the tool could not be started.
    static func run(
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:]
    ) throws -> Run {
        try run(arguments, input: Data(input.utf8), environment: environment)
    }

    static func run(
        _ arguments: [String],
        input: Data,
        environment: [String: String] = [:]
    ) throws -> Run {
        try start(executable, arguments, input: input, environment: environment)
    }

    /// Runs a line of the shell in which `$isthmus` is the tool.
    static func shell(_ line: String) throws -> Run {
        let variables = ["isthmus": executable.path]
        return try start(
            URL(fileURLWithPath: "/bin/sh"),
            ["-c", line],
            input: Data(),
            environment: variables
        )
    }

    private static func start(
        _ program: URL,
        _ arguments: [String],
        input: Data,
        environment: [String: String]
    ) throws -> Run {
        let folder = try Scratch()
        let files = try ["in", "out", "err"].map { try folder.write(Data(), to: $0) }
        try input.write(to: URL(fileURLWithPath: files[0]))
        let handles = try files.map { try FileHandle(forUpdating: URL(fileURLWithPath: $0)) }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(["OMP_NUM_THREADS": "1"], uniquingKeysWith: { $1 })
            .merging(environment, uniquingKeysWith: { $1 })
        (process.standardInput, process.standardOutput) = (handles[0], handles[1])
        process.standardError = handles[2]
        try process.run()
        process.waitUntilExit()
        let results = try files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        return Run(
            code: process.terminationStatus,
            output: results[1],
            messages: String(decoding: results[2], as: UTF8.self)
        )
    }

    /// The program, which is built beside the tests.
    static let executable: URL = {
        let names = CommandLine.arguments + ["/proc/self/exe"]
        let folders = names.flatMap { name -> [URL] in
            let url = URL(fileURLWithPath: name).resolvingSymlinksInPath()
            return sequence(first: url) { $0.path == "/" ? nil : $0.deletingLastPathComponent() }
                .dropFirst().map { $0 }
        }
        let candidates = folders.map { $0.appendingPathComponent("isthmus") }
        let found = candidates.first { url in
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
                && !isDirectory.boolValue && FileManager.default.isExecutableFile(atPath: url.path)
        }
        return found ?? URL(fileURLWithPath: ".build/debug/isthmus")
    }()
}

/// A folder of a test's own, removed when the test ends.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "isthmus-tests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file.
    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file and returns its path.
    func write(_ text: String, to name: String) throws -> String {
        try write(Data(text.utf8), to: name)
    }

    func write(_ data: Data, to name: String) throws -> String {
        try data.write(to: URL(fileURLWithPath: file(name)))
        return file(name)
    }

    /// The contents of a file.
    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: file(name))), as: UTF8.self)
    }
}
