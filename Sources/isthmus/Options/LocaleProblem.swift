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
}
