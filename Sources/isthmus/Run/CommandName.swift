import ArgumentParser
import Evaluation

/// Finds misspelt names of commands, for which the parser knows no better word than "unexpected".
enum CommandName {
    /// What is wrong with the name of a command in the arguments, or nil.
    static func problem(
        in arguments: [String],
        of command: any ParsableCommand.Type
    ) -> String? {
        let commands = command.configuration.subcommands
        guard let name = arguments.first, !name.hasPrefix("-"), name != "help", !commands.isEmpty
        else { return nil }
        var names: [String] = []
        for candidate in commands {
            names.append(candidate._commandName)
            if candidate._commandName == name {
                return problem(in: Array(arguments.dropFirst()), of: candidate)
            }
        }
        let advice = nearest(to: name, among: names).map { "did you mean '\($0)'?" }
        return "there is no command '\(name)'; "
            + (advice ?? "the commands are \(names.joined(separator: ", "))")
    }

    private static func nearest(to name: String, among names: [String]) -> String? {
        let ranked = names.map { ($0, editDistance(Array(name), Array($0))) }
        return ranked.min { $0.1 < $1.1 }.flatMap { $0.1 <= max(1, name.count / 3) ? $0.0 : nil }
    }
}
