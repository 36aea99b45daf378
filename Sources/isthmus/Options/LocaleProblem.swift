import ArgumentParser
import UnicodeText

extension LocaleCode {
    /// What is wrong with a code that `--locale` names, or nil.
    static func problem(of code: String) -> String? {
        if !isWellFormed(code) {
            return "--locale \(code): give a code such as fr, tr or zh-Hant"
        }
        if languageName(of: code) == nil {
            return
                "--locale \(code): no such language is known, and so there are no rules for it; name one "
                + "such as fr, tr or zh-Hant, or leave --locale out"
        }
        return nil
    }

    /// Requires that something is done by the rules of a language that is named.
    ///
    /// - Parameters:
    ///   - locale: The language, if one is named.
    ///   - uses: The options that have rules of languages, and whether each is given.
    /// - Throws: `ValidationError`, which names the options.
    static func requireUse(of locale: String?, by uses: KeyValuePairs<String, Bool>) throws {
        let names = uses.map(\.key)
        guard locale != nil, let last = names.last, !uses.contains(where: \.value) else { return }
        let others = names.dropLast().joined(separator: ", ")
        throw ValidationError(
            others.isEmpty
                ? "--locale: it is for \(last); add that"
                : "--locale: it is for \(others) and \(last); add one of them"
        )
    }
}
