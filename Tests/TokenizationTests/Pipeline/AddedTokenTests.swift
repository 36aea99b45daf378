import Testing
import Tokenization

/// What Python's package `tokenizers` 0.23.3 does with added tokens, and with spaces beside tokens.
@Suite struct AddedTokenTests {
    /// Tokens that begin with white space which the token before them takes are found.
    @Test(
        arguments: [
            ("<a>     x", [1, 2, 2, 0], [0..<3, 3..<5, 5..<7, 7..<9]),
            ("<a> b", [1, 3], [0..<3, 3..<5]), ("<a>   b", [1, 2, 3], [0..<3, 3..<5, 5..<7]),
            ("<a>   ", [1, 2, 0], [0..<3, 3..<5, 5..<6]),
            ("<a> d", [1, 4], [0..<4, 4..<5]), ("<a>\t", [1], [0..<4]),
            ("<a> \tx", [1, 0], [0..<5, 5..<6]), ("<a>\tx\t", [1, 0, 5], [0..<4, 4..<5, 5..<6]),
            ("<a> x", [1, 0], [0..<4, 4..<5]),
            ("<a><a> x", [1, 1, 0], [0..<3, 3..<7, 7..<8]),
            ("x <a>  ", [0, 1, 2], [0..<2, 2..<5, 5..<7]),
        ] as [(String, [TokenID], [Range<Int>])]
    )
    func whiteSpaceIsTakenUpToTheNextToken(
        _ text: String,
        _ ids: [TokenID],
        _ places: [Range<Int>]
    ) {
        let pipeline = TokenizationPipeline(
            addedTokens: [
                AddedToken(id: 1, content: "<a>", stripsRight: true),
                AddedToken(id: 2, content: "  "), AddedToken(id: 3, content: " b"),
                AddedToken(id: 4, content: " d", stripsLeft: true),
                AddedToken(id: 5, content: "\t", stripsLeft: true),
            ],
            model: WholePieces()
        )
        #expect(pipeline.encode(text).ids == ids)
        #expect(pipeline.encode(text).tokens.map(\.range) == places)
        #expect(pipeline.ids(of: text) == ids)
    }

    /// One space at the start of a text belongs to its token, as if it were put there; of more, none.
    @Test(arguments: [
        (" a", 0..<2, 1..<2), ("  a", 2..<3, 2..<3), ("   ", 3..<3, 3..<3), (" ", 0..<0, 1..<1),
        (" a ", 0..<2, 1..<2), ("  a  ", 2..<3, 2..<3), ("a  ", 0..<1, 0..<1),
    ])
    func oneSpaceAtTheStartStays(_ text: String, _ place: Range<Int>, _ trimmed: Range<Int>) {
        for (adds, expected) in [(true, place), (false, trimmed)] {
            let pipeline = TokenizationPipeline(
                model: WholePieces(),
                postProcessors: [.byteLevel(ByteLevelOptions(addsPrefixSpace: adds))]
            )
            #expect(pipeline.encode(text).tokens.map(\.range) == [expected])
        }
    }
}
