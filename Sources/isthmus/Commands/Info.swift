import ArgumentParser
import Checkpoints
import DurableFiles
import JSONText
import Markup
import Molecules
import Tensors
import Tokenization
import UnicodeText

/// `isthmus info`: versions, the machine, and what a model folder holds.
struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print versions, the machine's features, and a model's contents.",
        discussion: """
            Example:
              isthmus info --model runs/demo-molecules --markdown

            --markdown is for a report of a fault.
            """
    )

    @Option(name: .shortAndLong, help: ArgumentHelp("A model folder to look at.", valueName: "dir"))
    var model: String?

    @Flag(help: "Print a table in Markdown.")
    var markdown = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let results = systemFacts + (try model.map(modelFacts) ?? [])
        try StandardOutput.writing { output in
            try output.write(
                markdown ? Self.table(results) : Results.text(results, json: common.json)
            )
        }
    }

    private var systemFacts: [(String, JSONValue)] {
        [
            ("isthmus", .string(Version.number)),
            ("swift", .string(Version.compiler)),
            ("onednn", .string(CPUBackend.libraryVersion)),
            ("icu", .string(CharacterProperties.icuVersion)),
            ("unicode", .string(CharacterProperties.unicodeVersion)),
            ("libxml2", .string(MarkupReader.libraryVersion)),
            ("rdkit", .string(Molecule.toolkitVersion)),
            ("system", .string(Processor.systemName)),
            ("processor", .string(Processor.modelName)),
            ("cpu_features", .string(Processor.features.joined(separator: " "))),
            ("instructions", .string(InstructionLevel.current.rawValue)),
            ("native_bf16", .bool(CPUBackend.hasNativeBFloat16)),
            ("cores", JSONValue(Processor.availableCoreCount)),
            ("threads", JSONValue(common.threadCount)),
        ]
    }

    private func modelFacts(_ path: String) throws -> [(String, JSONValue)] {
        let options = try ModelOptions.parse(["--model", path])
        let model = try options.load(on: common.backend())
        let sizes = model.contents.configuration["model"]?.object?.members ?? []
        let run = model.contents.configuration["run"]?.object?.members ?? []
        let facts: [(String, JSONValue)] = [
            ("model", .string(path)),
            ("model.kind", .string(model.contents.kind.rawValue)),
            ("model.tokenizer", .string(model.tokenizer.kind.defaultValueDescription)),
            ("model.rewriting", .string(model.tokenizer.rewriting)),
            ("model.vocabulary", JSONValue(model.vocabulary.count)),
            ("model.max_length", JSONValue(model.maximumLength)),
            ("model.parameters", JSONValue(model.parameterCount)),
        ]
        return facts + sizes.map { ("model.\($0.key)", $0.value) }
            + run.map { ("run.\($0.key)", $0.value) }
    }

    private static func table(_ results: [(String, JSONValue)]) -> String {
        let rows = results.map { name, value in
            let text = (value.string ?? value.serialized()).split(separator: "|")
            return "| \(name) | \(text.joined(separator: "\\|")) |\n"
        }
        return "| | |\n| --- | --- |\n" + rows.joined()
    }
}
