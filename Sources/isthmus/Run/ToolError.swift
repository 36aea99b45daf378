/// An error that the tool itself finds, with the exit code it leads to.
struct ToolError: Error, Hashable, CustomStringConvertible {
    /// The exit code.
    let status: ExitStatus
    /// What is wrong and what to do.
    let description: String

    /// An error with an exit code.
    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }

    /// Arguments that cannot be followed.
    static func usage(_ description: String) -> ToolError { ToolError(.usage, description) }

    /// Data that cannot be used.
    static func badData(_ description: String) -> ToolError { ToolError(.badData, description) }
}

/// The reader of stdout has gone, as `head` does: there is nobody left to tell.
struct OutputClosed: Error {}
