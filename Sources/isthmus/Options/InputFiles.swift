import ArgumentParser
import DurableFiles

/// The files that a command reads: named one by one, or in a list where they are too many for that.
struct InputFiles: ParsableArguments {
    @Argument(help: "The files; '-' is stdin.")
    var paths: [String] = []

    @Option(
        help: ArgumentHelp(
            "A file with the paths of more files, one a line, as 'find' prints them; '-' is stdin.",
            valueName: "path"
        )
    )
    var filesFrom: String?

    func validate() throws {
        if paths.isEmpty, filesFrom == nil {
            throw ValidationError("Missing expected argument '<paths> ...', or --files-from")
        }
        if paths.contains("-"), filesFrom == "-" {
            throw ValidationError("--files-from -: stdin is read already; name another list")
        }
    }

    /// The paths of all files, those of the list last.
    ///
    /// - Throws: A `FileError` when the list cannot be read, or a ``ToolError`` when there is no path at all.
    func all() throws -> [String] {
        guard let filesFrom else { return paths }
        let listed = try FileContents.readText(filesFrom, limit: Self.maximumBytes)
            .split(whereSeparator: \.isNewline).map(String.init)
        if filesFrom == "-", listed.contains("-") {
            throw ToolError.usage(
                "--files-from -: the list itself comes from stdin, and cannot name '-'"
            )
        }
        if paths.isEmpty, listed.isEmpty {
            throw ToolError.badData("\(filesFrom): the list names no file")
        }
        return paths + listed
    }

    private static let maximumBytes = 1 << 28
}
