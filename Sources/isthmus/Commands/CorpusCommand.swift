import ArgumentParser

/// `isthmus corpus`: what can be done with corpora alone.
struct CorpusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpus",
        abstract: "Turn files into corpora, look at them, split them.",
        discussion: """
            Example:
              isthmus corpus import dump.xml.bz2 --sentences --out sentences.txt
            """,
        subcommands: [CorpusImport.self, CorpusStatsCommand.self, CorpusSplitCommand.self]
    )
}
