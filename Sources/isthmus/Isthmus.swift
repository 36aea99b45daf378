import ArgumentParser

/// The tool: it parses arguments, calls one function for each command, and prints.
@main
struct Isthmus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "isthmus",
        abstract: "Recurrent variational autoencoders of sentences and molecules.",
        discussion: """
            Example:
              isthmus train --corpus molecules.smi --kind smiles --out my-model
              isthmus generate --model my-model -n 10

            Results go to stdout, messages to stderr. A PATH may be '-' for stdin, and the file \
            may be compressed (gzip, bzip2, xz, zstd).

            Exit codes: 0 success, 1 the run failed, 64 usage, 65 bad data, 66 no input, 74 \
            input or output failed, 75 interrupted with a checkpoint written (run the same \
            command again to go on), 130 and 143 stopped by a signal.
            """,
        version: Version.text,
        subcommands: [
            Train.self,
            Generate.self,
            Interpolate.self,
            Reconstruct.self,
            Encode.self,
            Decode.self,
            Score.self,
            Evaluate.self,
            CorpusCommand.self,
            VocabCommand.self,
            SELFIESCommand.self,
            Bench.self,
            Report.self,
            Chart.self,
            Info.self,
            TokenPlaces.self,
            UnicodeConformance.self,
        ]
    )

    static func main() {
        CommandRunner.main(Isthmus.self, arguments: Array(CommandLine.arguments.dropFirst()))
    }
}
