import Training
import UnicodeText

/// How text is rewritten, by a command that reads a corpus or by a tokenizer that keeps it.
struct Rewriting: Hashable {
    /// The form of Unicode, or nil to leave it.
    var form: NormalizationForm?

    /// Whether every script is written in Latin letters.
    var latinizes = false

    /// Whether accents are taken off letters.
    var stripsAccents = false

    /// Whether text is lower-cased.
    var lowercases = false

    /// Whether case is folded for comparison.
    var foldsCase = false

    /// The language by whose rules letters have cases, "" for none.
    var locale = ""

    /// Whether anything but the form changes.
    var changesLetters: Bool { latinizes || stripsAccents || lowercases || foldsCase }

    /// The transforms, in order.
    ///
    /// The form comes last too, since what the others leave need not be in it.
    var transforms: [TextTransform] {
        var transforms: [TextTransform] = []
        if latinizes { transforms.append(.latinized) }
        if stripsAccents { transforms.append(.accentsStripped) }
        if lowercases { transforms.append(.lowercased(locale: locale)) }
        if foldsCase { transforms.append(.caseFolded) }
        guard let form else { return transforms }
        let formed = TextTransform.normalized(form)
        return [formed] + (transforms.isEmpty ? [] : transforms + [formed])
    }
}

extension TrainingConfiguration {
    /// How a tokenizer that is made for the training rewrites text; SMILES is left alone.
    func rewriting(of tokens: TokenizerChoice) -> Rewriting {
        if tokens.readsSMILES { return Rewriting() }
        return Rewriting(
            form: NormalizationForm(rawValue: data.form.rawValue),
            latinizes: data.isLatinized,
            stripsAccents: data.isStrippedOfAccents,
            lowercases: data.isLowercased,
            foldsCase: data.isCaseFolded,
            locale: data.locale
        )
    }
}
