import ArgumentParser
import Tokenization

/// `isthmus selfies`: SMILES to SELFIES and back.
struct SELFIESCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "selfies",
        abstract: "Turn SMILES into SELFIES and back.",
        discussion: """
            Example:
              isthmus selfies encode molecules.smi | isthmus selfies decode
            """,
        subcommands: [Encode.self, Decode.self]
    )

    /// `isthmus selfies encode`.
    struct Encode: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "encode",
            abstract: "Print the SELFIES of each line of SMILES.",
            discussion: """
                Example:
                  isthmus selfies encode molecules.smi > molecules.selfies

                Atoms keep their order; aromatic bonds become single and double ones.
                """
        )

        @Argument(help: "The SMILES, a molecule a line (default: stdin).")
        var path: String?

        @OptionGroup var bonds: BondOption
        @OptionGroup var common: CommonOptions

        func run() throws {
            try convert(path, from: .smiles, common.console) {
                try SELFIES(smiles: $0, constraints: bonds.constraints).text
            }
        }
    }

    /// `isthmus selfies decode`.
    struct Decode: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "decode",
            abstract: "Print the SMILES of each line of SELFIES.",
            discussion: """
                Example:
                  isthmus selfies decode molecules.selfies

                Any sequence of symbols is a molecule: a bond or a ring for which an atom has no \
                room is left out.
                """
        )

        @Argument(help: "The SELFIES, a molecule a line (default: stdin).")
        var path: String?

        @OptionGroup var bonds: BondOption
        @OptionGroup var common: CommonOptions

        func run() throws {
            try convert(path, from: .selfies, common.console) {
                try SELFIES.smiles(of: $0, constraints: bonds.constraints)
            }
        }
    }
}

/// How many bonds atoms may have.
struct BondOption: ParsableArguments {
    enum Rule: String, CaseIterable, ExpressibleByArgument {
        case standard
        case octetRule = "octet-rule"
        case hypervalent
    }

    @Option(
        help: ArgumentHelp(
            "How many bonds atoms may have: standard, octet-rule (P 3, S 2) or "
                + "hypervalent (Cl, Br, I 7, N 5).",
            valueName: "rule"
        )
    )
    var bonds = Rule.standard

    var constraints: BondConstraints {
        switch bonds {
        case .standard: .standard
        case .octetRule: .octetRule
        case .hypervalent: .hypervalent
        }
    }
}

/// Prints what becomes of each line; a line that fails becomes an empty one.
private func convert(
    _ path: String?,
    from notation: SELFIESError.Notation,
    _ console: Console,
    _ body: (String) throws -> String
) throws {
    let isSMILES = notation == .smiles
    let hint =
        isSMILES ? "echo CCO | isthmus selfies encode" : "echo '[C][O]' | isthmus selfies decode"
    let lines = try InputLines(path: path, isMolecules: isSMILES, hint: hint, console: console)
    var failures = LineFailures(console: console)
    try StandardOutput.writing { output in
        while let line = try lines.next() {
            guard let text = line.text, !text.isEmpty else {
                failures.report(line.problem ?? "line \(line.number): the line is empty")
                try output.line("")
                continue
            }
            do {
                try output.line(try body(text))
                failures.succeed()
            } catch let error as SELFIESError {
                failures.report("line \(line.number): \(error)")
                try output.line("")
            }
        }
    }
    try failures.finish()
}
