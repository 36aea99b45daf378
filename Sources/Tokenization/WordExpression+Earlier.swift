extension WordExpression {
    /// The expression of files that were made before ``pieces``, by which they are still known.
    static let earlier = """
        \(earlierWord)|[\(earlierScripts)]+|\
        \(earlierBlank)?(?:_+(?![_\\p{Alphabetic}\\p{N}])|\
        (?!\(earlierBlank)|[_\\p{Alphabetic}\\p{N}])\\X)\
        [\\p{Cf}&&[^\\u200B]]*(?:\(earlierBlank)(?=_*[\\p{Alphabetic}\\p{N}]|$))?|\
        (?<=[\(earlierScripts)])\(earlierBlank)|\(earlierBlank)(?=[\(earlierScripts)])|\
        [\\u00A0\\u202F]
        """

    private static let earlierScripts =
        #"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"#

    private static let earlierWord = """
        _*[[\\p{Alphabetic}\\p{N}]&&[^\(earlierScripts)]]\
        (?:[[\\p{Alphabetic}\\p{N}\\p{M}\\p{Cf}_\\u05F3]&&[^\\u200B\(earlierScripts)]]|\
        (?<=[\\p{Alphabetic}\\p{M}])[.'\\u2018\\u2019\\u2024\\u00B7\\u0387\\u055F\\u05F4\\u2027]\
        (?=\\p{Alphabetic})|(?<=\\p{Hebrew})"(?=\\p{Hebrew})|\
        (?<=\\p{Nd})[.,;'\\u2018\\u2019\\u037E\\u0589\\u060C\\u066C\\u2044](?=\\p{Nd}))*
        """

    private static let earlierBlank = #"[ \u00A0\u202F]"#
}
