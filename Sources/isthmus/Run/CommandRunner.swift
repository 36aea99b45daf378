import ArgumentParser

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Runs a command line and ends the process: the one place where errors become messages and codes.
enum CommandRunner {
    /// Parses the arguments, runs the command and exits.
    static func main(_ root: any ParsableCommand.Type, arguments: [String]) -> Never {
        StandardStreams.occupyClosed()
        // A reader that goes away, and a file that may not grow, are errors of `write` here, no signals.
        for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
        EndingSignals.install()
        exit(run(root, arguments: arguments).rawValue)
    }

    private static func run(
        _ root: any ParsableCommand.Type,
        arguments: [String]
    ) -> ExitStatus {
        // Swift mends arguments, which then name other files, or none.
        if let argument = malformedArgument() {
            Console.error(
                "the argument '\(argument)' is not UTF-8; rename the file, or pipe it in with '-'"
            )
            return .usage
        }
        if let problem = CommandName.problem(in: arguments, of: root) {
            Console.error(problem)
            return .usage
        }
        do {
            try InstructionLimit.apply()
            var command = try root.parseAsRoot(arguments)
            try command.run()
            return .success
        } catch {
            return report(error, of: root)
        }
    }

    private static func malformedArgument() -> String? {
        let arguments = UnsafeBufferPointer(
            start: CommandLine.unsafeArgv,
            count: Int(CommandLine.argc)
        )
        return arguments.compactMap(\.self)
            .first { String(validatingCString: $0) == nil }.map { String(cString: $0) }
    }

    private static func report(_ error: any Error, of root: any ParsableCommand.Type) -> ExitStatus
    {
        if isOwn(error) {
            let status = ExitStatus(of: error)
            if status != .success { Console.error("\(error)") }
            return status
        }
        let code = root.exitCode(for: error)
        if code == .success {
            let text = root.fullMessage(for: error)
            return printHelp(text.hasSuffix("\n") ? text : text + "\n")
        }
        Console.error(withoutPrefix(root.fullMessage(for: error)))
        return .usage
    }

    /// Whether an error comes from a command that ran, rather than from its arguments.
    private static func isOwn(_ error: any Error) -> Bool {
        if error is ToolError || error is OutputClosed { return true }
        let isOfParser =
            error is ValidationError || error is CleanExit || error is ExitCode
            || "\(type(of: error))" == "CommandError" || "\(type(of: error))" == "ParserError"
        return !isOfParser
    }

    private static func printHelp(_ text: String) -> ExitStatus {
        do {
            try StandardOutput.writing { try $0.write(text) }
            return .success
        } catch {
            return ExitStatus(of: error)
        }
    }

    private static func withoutPrefix(_ message: String) -> String {
        message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message
    }
}
