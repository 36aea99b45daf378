import Tensors

/// The environment variable that keeps the tool below what the processor has.
enum InstructionLimit {
    private static let variable = "ISTHMUS_MAX_CPU"

    /// Follows the variable, if it is set.
    ///
    /// - Throws: A `ToolError` when it names no level.
    static func apply() throws {
        guard let name = Terminal.environment(variable), !name.isEmpty else { return }
        guard let level = InstructionLevel(rawValue: name) else {
            let names = InstructionLevel.allCases.map(\.rawValue).joined(separator: ", ")
            throw ToolError.usage("\(variable)=\(name): it must be one of \(names)")
        }
        guard level.limitProcess() else {
            throw ToolError.usage("\(variable)=\(name): oneDNN was built without such a limit")
        }
    }
}
