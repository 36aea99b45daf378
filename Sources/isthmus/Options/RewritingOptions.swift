public import ArgumentParser
public import UnicodeText

extension NormalizationForm: ExpressibleByArgument {}

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

/// How the texts of a corpus are rewritten, in the order of the options.
struct RewritingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Bring text into a form of Unicode: nfc, nfd, nfkc, nfkd.",
            valueName: "f"
        )
    )
    var normalize: NormalizationForm?

    @Flag(help: "Write every script in Latin letters.")
    var latinize = false

    @Flag(help: "Take the accents off letters.")
    var stripAccents = false

    @Flag(help: "Turn text to lower case, by the rules of --locale if it is given.")
    var lowercase = false

    @Flag(help: "Fold case for comparison: as --lowercase, and ß is ss.")
    var foldCase = false

    /// The transforms that are asked for.
    ///
    /// The form comes last too, since what the others leave need not be in it.
    func transforms(locale: String?) -> [TextTransform] {
        var transforms: [TextTransform] = []
        if latinize { transforms.append(.latinized) }
        if stripAccents { transforms.append(.accentsStripped) }
        if lowercase { transforms.append(.lowercased(locale: locale ?? "")) }
        if foldCase { transforms.append(.caseFolded) }
        guard let normalize else { return transforms }
        let form = TextTransform.normalized(normalize)
        return [form] + (transforms.isEmpty ? [] : transforms + [form])
    }
}
