import Testing
import Tokenization

@Suite struct TokenPairTests {
    /// Else all pairs with the same second token are looked for in one place.
    @Test(arguments: [0, 300]) func bothTokensDecideWhereAPairIsLookedFor(first: TokenID) {
        let slots = Set(
            (0..<256 as Range<TokenID>).flatMap { left in
                (0..<256 as Range<TokenID>).map { right in
                    TokenPair.hash(TokenPair.key(first + left, first + right)) & 0x1_FFFF
                }
            }
        )
        #expect(slots.count > 40_000)
    }
}
