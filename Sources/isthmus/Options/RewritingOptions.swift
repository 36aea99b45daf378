import ArgumentParser
import UnicodeText

/// A form of Unicode, or none.
struct NormalizationChoice: ExpressibleByArgument {
    let form: NormalizationForm?

    init?(argument: String) {
        form = NormalizationForm(rawValue: argument)
        if form == nil, argument != "none" { return nil }
    }

    static var allValueStrings: [String] {
        NormalizationForm.allCases.map(\.rawValue) + ["none"]
    }
}

/// How texts are rewritten, in the order of the options after the first.
struct RewritingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Bring text into a form of Unicode: nfc, nfd, nfkc, nfkd or none.",
            valueName: "form"
        )
    )
    var normalize: NormalizationChoice?

    @Flag(help: "Write every script in Latin letters.")
    var latinize = false

    @Flag(help: "Take the accents off letters.")
    var stripAccents = false

    @Flag(help: "Turn text to lower case, by the rules of --locale if it is given.")
    var lowercase = false

    @Flag(help: "Fold case for comparison: as --lowercase, and ß is ss.")
    var foldCase = false

    /// What is asked for, with the language by whose rules letters have cases, and the form where
    /// none is named.
    func rewriting(locale: String?, form: NormalizationForm? = nil) -> Rewriting {
        Rewriting(
            form: normalize.map(\.form) ?? form,
            latinizes: latinize,
            stripsAccents: stripAccents,
            lowercases: lowercase,
            foldsCase: foldCase,
            locale: locale ?? ""
        )
    }
}
