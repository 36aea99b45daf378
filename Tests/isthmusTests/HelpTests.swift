import Testing

@Suite struct HelpTests {
    static let commands = [
        "train", "generate", "interpolate", "reconstruct", "encode", "decode", "score", "evaluate",
        "bench", "report", "chart", "info", "corpus", "corpus import", "corpus stats",
        "corpus split",
        "vocab", "vocab train", "vocab encode", "vocab decode", "vocab show",
        "vocab convert", "vocab bench",
        "selfies", "selfies encode", "selfies decode",
    ]

    @Test(arguments: commands)
    func helpBeginsWithAnExampleOfTheCommand(_ command: String) throws {
        let run = try Tool.run(command.split(separator: " ").map(String.init) + ["--help"])
        #expect(run.code == 0)
        #expect(run.messages.isEmpty)
        let overview = run.text.split(separator: "\n")
        #expect(overview[0].hasPrefix("OVERVIEW: "))
        #expect(overview[1] == "Example:")
        #expect(overview[2].contains("isthmus \(command) "))
    }

    @Test(arguments: commands)
    func paragraphsOfHelpFillTheirLines(_ command: String) throws {
        let help = try Tool.run(command.split(separator: " ").map(String.init) + ["--help"]).text
        let overview = help.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { !$0.isEmpty }.prefix { !$0.hasPrefix("USAGE") }
        for (line, next) in zip(overview, overview.dropFirst())
        where !line.isEmpty && !next.hasPrefix(" ") && !line.hasPrefix(" ") {
            guard let word = next.split(separator: " ").first else { continue }
            #expect(line.count + 1 + word.count >= 80, "\(line)")
        }
    }

    @Test func withoutArgumentsItShowsEveryCommand() throws {
        let run = try Tool.run([])
        #expect(run.code == 0)
        for command in Self.commands where !command.contains(" ") {
            #expect(run.text.contains("  \(command) "))
        }
    }

    @Test func theVersionIsOneLineOnStdout() throws {
        let run = try Tool.run(["--version"])
        #expect(run.code == 0)
        #expect(run.text == "isthmus 0.1.0\n")
    }

    @Test func everyCommandOfTheToolIsListedHere() throws {
        let listing = try Tool.run([]).text
            .split(separator: "\n", omittingEmptySubsequences: false)
            .drop { $0 != "SUBCOMMANDS:" }.dropFirst().prefix { !$0.isEmpty }
        let names = listing.filter { !$0.hasPrefix("     ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(Set(names) == Set(Self.commands.filter { !$0.contains(" ") }))
    }
}
