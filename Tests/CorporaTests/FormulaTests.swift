import Corpora
import Testing

struct FormulaTests {
    private static let alpha = "<mml:mi>\u{3B1}</mml:mi>"
    private static let index = "<mml:msub><mml:mi>x</mml:mi><mml:mn>1</mml:mn></mml:msub>"
    private static let fraction = "<mml:mfrac><mml:mn>1</mml:mn><mml:mi>n</mml:mi></mml:mfrac>"
    private static let teX = """
        \\documentclass[12pt]{minimal} \\usepackage{amsmath} \\begin{document}$$\\alpha \\le n^{2}$$\\end{document}
        """
    private static let long = String(repeating: "<mml:mi>a</mml:mi><mml:mo>+</mml:mo>", count: 20)

    private static func math(_ contents: String) -> String { "<mml:math>\(contents)</mml:math>" }

    private static func both(_ contents: String) -> String {
        "<alternatives><tex-math>\(teX)</tex-math>\(math(contents))<inline-graphic/></alternatives>"
    }

    @Test(arguments: [
        (
            math("\(index)<mml:mo>\u{2264}</mml:mo><mml:mo>\u{2212}</mml:mo>\(alpha)"),
            "x_1 \u{2264} \u{2212}\u{3B1}"
        ),
        (
            math("<mml:mrow> <mml:mi>n</mml:mi>\n<mml:mo>+</mml:mo> <mml:mn>1</mml:mn></mml:mrow>"),
            "n + 1"
        ),
        (
            math(
                "<mml:mi>f</mml:mi><mml:mo>\u{2061}</mml:mo><mml:mo>(</mml:mo><mml:mo>-</mml:mo><mml:mi>x</mml:mi>"
                    + "<mml:mo>,</mml:mo><mml:mi>y</mml:mi><mml:mo>)</mml:mo><mml:mo>-</mml:mo><mml:mn>2</mml:mn>"
            ), "f(-x, y) - 2"
        ),
        (
            math(
                "<mml:semantics><mml:msubsup><mml:mi>r</mml:mi><mml:mi>i</mml:mi><mml:mn>2</mml:mn></mml:msubsup>"
                    + "<mml:annotation>r_i^2</mml:annotation></mml:semantics><mml:mo>=</mml:mo><mml:mn>3</mml:mn>"
            ), "r_i^2 = 3"
        ),
        (both(alpha), "\u{3B1}"), ("<tex-math>\(teX)</tex-math>", "\u{3B1} \u{2264} n^2"),
        ("<tex-math>$n + 1$</tex-math>", "n + 1"), ("<italic>n</italic> + 1", "n + 1"),
        ("<label>(1)</label><textual-form>n</textual-form>", "n"),
        ("<mml:math alttext='1/n'>\(fraction)</mml:math>", "1/n"),
        ("<mml:math alttext='{\\displaystyle x_{1}}'>\(fraction)</mml:math>", "x_1"),
    ])
    func aFormulaInASentenceIsReadAsALineOfText(formula: String, text: String) {
        #expect(
            read(Self.article("Let <inline-formula>\(formula)</inline-formula> be.")).texts == [
                "Let \(text) be."
            ]
        )
    }

    @Test(arguments: [
        math(fraction), both(fraction), math("\(alpha)<mml:mo>=</mml:mo>\(fraction)"), math(long),
        math("<mml:msup>\(alpha)\(fraction)</mml:msup>"), math("<mml:msup>\(alpha)</mml:msup>"),
        math(""),
        "<tex-math>\\frac{1}{2}</tex-math>", "<inline-graphic/>",
        "<mml:math alttext='\\frac{1}{n}'>\(fraction)</mml:math>",
    ])
    func aFormulaThatIsNoLineOfTextIsLeftOut(formula: String) {
        let article = Self.article(
            "Of <inline-formula>\(formula)</inline-formula>, all (<inline-formula>\(formula)</inline-formula>) is."
        )
        #expect(read(article).texts == ["Of, all is."])
    }

    @Test func formulasThatStandByThemselvesAreLeftOut() {
        let formula = "<disp-formula>\(Self.math(Self.alpha))</disp-formula>"
        #expect(read(Self.article("As in \(formula) it is.")).texts == ["As in it is."])
    }

    @Test func formulasOfPubMedAndDocBookAreReadTheSameWay() {
        let pubMed = """
            <PubmedArticle xmlns:mml='m'><Article><AbstractText>Let \(Self.math(Self.index)) or \(Self.math(Self.fraction)) \
            be.</AbstractText></Article></PubmedArticle>
            """
        #expect(read(pubMed).texts == ["Let x_1 or be."])
        let docBook = """
            <book xmlns:mml='m'><para>Let <inlineequation><alt>E</alt><mathphrase>E = mc<superscript>2</superscript>\
            </mathphrase><inlinemediaobject><textobject><phrase>E</phrase></textobject></inlinemediaobject>\
            </inlineequation> or <inlineequation>\(Self.math(Self.index))</inlineequation> be.</para></book>
            """
        #expect(read(docBook).texts == ["Let E = mc2 or x_1 be."])
    }

    @Test func formulasOfArticlesMayStandByThemselvesInASentence() {
        let article = Self.article("Let \(Self.math(Self.index)) or <tex-math>$n$</tex-math> be.")
        #expect(read(article).texts == ["Let x_1 or n be."])
    }

    @Test(arguments: [
        ("<formula notation='TeX'>$x_1$</formula>", "x_1"), ("<formula>n + 1</formula>", "n + 1"),
        ("<formula>\(math(index))</formula>", "x_1"), ("<formula>\\frac{1}{2}</formula>", ""),
        ("<formula rend='display'>x</formula>", ""),
    ])
    func formulasOfEditionsAreReadTheSameWay(formula: String, text: String) {
        let edition = """
            <TEI xmlns:mml='m'><text><body><p>Let \(formula) (\(formula)), be.</p><formula>y</formula></body></text></TEI>
            """
        #expect(read(edition).texts == [text.isEmpty ? "Let, be." : "Let \(text) (\(text)), be."])
    }

    @Test(arguments: [
        ("<math><msub><mi>x</mi><mn>1</mn></msub></math>", "x_1"),
        ("<math alttext='1/n'><mfrac><mn>1</mn><mi>n</mi></mfrac></math>", "1/n"),
        ("<math><mfrac><mn>1</mn><mi>n</mi></mfrac></math>", ""),
        ("<math display='block'><mi>x</mi></math>", ""),
        (
            "<span style='display: none'><math><mi>x</mi></math></span>"
                + "<img class='mwe-math-fallback-image-inline' alt='{\\displaystyle x}'>", "x"
        ),
        ("<img class='latex' alt='\\alpha'>", "\u{3B1}"), ("<img class='tex' alt='\\frac12'>", ""),
        ("<img class='photo' alt='A cat'>", ""),
    ])
    func formulasOfPagesAreReadTheSameWay(formula: String, text: String) {
        let page =
            "<html><body><p>Let \(formula) be a number, and so on, as one sees.</p></body></html>"
        let sentence = "be a number, and so on, as one sees."
        #expect(read(page).texts == [text.isEmpty ? "Let \(sentence)" : "Let \(text) \(sentence)"])
    }

    private static func article(_ paragraph: String) -> String {
        "<article dtd-version='1' xmlns:mml='m'><body><p>\(paragraph)</p></body></article>"
    }
}
