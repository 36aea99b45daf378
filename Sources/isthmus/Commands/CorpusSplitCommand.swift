import ArgumentParser
import Corpora
import DurableFiles
import UnicodeText

/// `isthmus corpus split`: a corpus divided for training, validation and test.
struct CorpusSplitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Divide a corpus into train, validation and test.",
        discussion: """
            Example:
              isthmus corpus split molecules.smi --out corpus --fractions 0.9,0.05,0.05

            Writes train, validation and test (of two fractions: train and test), a record a \
            line, of a pair both texts with a tab between them, in the order of the corpus. \
            Where a record goes depends on its text and the seed alone: copies of a record stay \
            together, and none changes sides when the corpus grows.
            """
    )

    @OptionGroup var files: InputFiles

    @OptionGroup var reading: CorpusReading
    @OptionGroup(title: "Rewriting") var rewriting: RewritingOptions

    @Option(help: ArgumentHelp("The folder to write the parts to.", valueName: "dir"))
    var out: String

    @Option(help: ArgumentHelp("The part of the records that each gets.", valueName: "f,f,f"))
    var fractions = "0.9,0.05,0.05"

    @OptionGroup var seed: SeedOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        try LocaleCode.requireUse(
            of: reading.locale,
            by: ["--sentences": reading.sentences, "--lowercase": rewriting.lowercase]
        )
    }

    func run() throws {
        let split = try split()
        let paths = try files.all()
        let parts = SplitParts(folder: out, fileExtension: Self.fileExtension(paths), split)
        let transforms = rewriting.rewriting(locale: reading.locale).transforms
        let summary = try reading.read(
            paths,
            console: common.console,
            transforms: transforms,
            progress: ProgressReporter(besideResults: common.console, atEnd: true)
        ) { try parts.add($0) }
        try parts.commit { path, count in
            common.console.note("\(path): \(counted(count, "record"))")
        }
        if split.partCount == 2 { warnOfFormerValidation(Self.fileExtension(paths)) }
        if summary.hasLosses || summary.hasRepairs { common.console.note(summary.line) }
    }

    /// Tells of a validation set that an earlier division left, whose records may be in the new parts.
    private func warnOfFormerValidation(_ fileExtension: String) {
        let path = "\(out)/validation.\(fileExtension)"
        if FileContents.exists(path) {
            common.console.warn("\(path) is of another division; remove it")
        }
    }

    private func split() throws -> CorpusSplit {
        let parts = fractions.split(separator: ",", omittingEmptySubsequences: false)
        let values = parts.compactMap { Double($0) }
        guard (2...3).contains(parts.count), values.count == parts.count,
            let split = CorpusSplit(fractions: values, seed: seed.seed)
        else {
            throw ToolError.usage(
                "--fractions \(fractions): give two or three numbers that add up to 1, "
                    + "such as 0.9,0.05,0.05"
            )
        }
        return split
    }

    private static func fileExtension(_ paths: [String]) -> String {
        paths.allSatisfy { $0.contains(".smi") } ? "smi" : "txt"
    }
}

/// The files of the parts, which take records as they come and appear together at the end.
private final class SplitParts {
    private let split: CorpusSplit
    private let folder: String
    private let paths: [String]

    /// Open from the first record on, so that nothing is left where there is none.
    private var files: [OpenFileWriter] = []
    private var counts: [Int]

    init(folder: String, fileExtension: String, _ split: CorpusSplit) {
        self.split = split
        self.folder = folder
        let names =
            split.partCount == 2 ? ["train", "test"] : ["train", "validation", "test"]
        paths = names.map { "\(folder)/\($0).\(fileExtension)" }
        counts = names.map { _ in 0 }
    }

    /// Adds a record to the part that its text decides.
    func add(_ record: Record) throws {
        if files.isEmpty {
            try Directory.create(folder)
            files = try paths.map { OpenFileWriter(try FileWriter(path: $0)) }
        }
        let part = split.part(of: record.text.onOneLine)
        try files[part].line(record.plain)
        counts[part] += 1
    }

    /// Puts the files at their places, and tells the number of records of each.
    func commit(_ tell: (_ path: String, _ count: Int) -> Void) throws {
        for ((file, path), count) in zip(zip(files, paths), counts) {
            try file.commit()
            tell(path, count)
        }
    }
}
