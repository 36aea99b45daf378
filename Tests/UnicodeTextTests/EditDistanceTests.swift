import Testing
import UnicodeText

@Suite struct EditDistanceTests {
    @Test(arguments: [
        ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("kitten", "sitting", 3),
        ("ab", "ba", 2), ("flaw", "lawn", 2), ("", "ab", 2), ("äé", "ae", 2),
    ])
    func itIsLevenshteins(one: String, other: String, distance: Int) {
        #expect(editDistance(one, other) == distance)
        #expect(editDistance(other, one) == distance)
        #expect(editDistance(Array(one.unicodeScalars), Array(other.unicodeScalars)) == distance)
    }

    /// The twin follows the definition: the last elements are the same, or one of three changes is made.
    private static func twin(_ a: ArraySlice<Int>, _ b: ArraySlice<Int>) -> Int {
        guard let x = a.last, let y = b.last else { return a.count + b.count }
        let shorter = twin(a.dropLast(), b.dropLast())
        if x == y { return shorter }
        return 1 + min(shorter, twin(a.dropLast(), b), twin(a, b.dropLast()))
    }

    @Test func itIsTheLeastOfAllWays() {
        for code in 0..<2_000 {
            let digits = (0..<8).map { code * 7_919 >> ($0 * 2) & 3 }
            let (a, b) = (digits.prefix(4), digits.dropFirst(4 + code % 2))
            #expect(editDistance(a, b) == Self.twin(a, b))
        }
    }

    @Test(arguments: [
        ("genrate", "generate"), ("cel", "cell"), ("xel", nil),
        ("lattent_dimnsion", "latent_dimension"),
        ("cll", "cell"), ("unlike", nil), ("", nil),
    ])
    func whatIsNearIsSuggested(name: String, wanted: String?) {
        let names = ["generate", "cell", "latent_dimension"]
        #expect(Misspelling.nearest(to: name, among: names) { [$0] } == wanted)
    }

    @Test func theFirstOfEquallyNearNamesIsTakenAndAnySpellingCounts() {
        #expect(Misspelling.nearest(to: "car", among: ["cat", "cap"]) { [$0] } == "cat")
        let found = Misspelling.nearest(to: "cell", among: ["model.cell"]) { [$0, "cell"] }
        #expect(found == "model.cell")
    }
}
