import Foundation

/// Writes train.txt, valid.txt and test.txt into the folder named by the first argument.
func generateCorpus(into folder: URL) throws {
    let selection = Selection()
    let lexicon = try Lexicon()
    var generator = SplitMix64(seed: 20_260_101)
    let candidates = try parsedFrames().map {
        try selection.candidates(of: $0, lexicon: lexicon, generator: &generator)
    }
    var sentences = selection.withoutRareWords(selection.balanced(candidates))
    generator.shuffle(&sentences)
    let parts = [
        ("valid.txt", sentences[..<1_000]), ("test.txt", sentences[1_000..<2_000]),
        ("train.txt", sentences[2_000...]),
    ]
    for (name, part) in parts {
        let text = part.joined(separator: "\n") + "\n"
        try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    print(summary(of: sentences, frames: candidates))
}

do {
    let arguments = CommandLine.arguments
    try generateCorpus(into: URL(fileURLWithPath: arguments.count > 1 ? arguments[1] : "."))
} catch {
    FileHandle.standardError.write(Data("error: \(error)\n".utf8))
    exit(1)
}
