import ArgumentParser

/// `isthmus vocab`: tokenizers and their vocabularies.
struct VocabCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vocab",
        abstract: "Make vocabularies and turn text into tokens and back.",
        discussion: """
            Example:
              isthmus vocab train corpora/sentences/train.txt --model word --out vocab.json
            """,
        subcommands: [
            VocabTrain.self, VocabEncode.self, VocabDecode.self, VocabShow.self,
            VocabConvert.self, VocabBench.self,
        ]
    )
}
