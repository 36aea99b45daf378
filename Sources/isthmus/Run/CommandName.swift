import ArgumentParser
import UnicodeText

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
        let nearest = Misspelling.nearest(to: name, among: names) { [$0] }
        let advice = nearest.map { "did you mean '\($0)'?" }
        return "there is no command '\(name)'; "
            + (advice ?? "the commands are \(names.joined(separator: ", "))")
    }
}
