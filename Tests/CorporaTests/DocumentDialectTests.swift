import Corpora
import Testing

struct DocumentDialectTests {
    @Test func anArticleBecomesItsTitleAbstractAndBody() {
        let document = """
            <article article-type='research-article'><front><journal-meta><journal-title>J</journal-title></journal-meta>
            <article-meta><article-id pub-id-type='pmid'>77</article-id><title-group><article-title>On <italic>Tides</italic></article-title></title-group>
            <contrib-group><contrib><name>A</name></contrib></contrib-group>
            <abstract><title>Aim</title><p>We measured.</p></abstract><abstract abstract-type='short'><p>Short.</p></abstract></article-meta></front>
            <body><sec><title>Methods</title><p>Gauges [<xref ref-type='bibr'>1</xref>, <xref ref-type='bibr'>2</xref>] were read (see <xref ref-type='fig'>Figure 1</xref>).</p>
            <fig><caption><p>A gauge.</p></caption></fig></sec></body>
            <back><ref-list><ref><article-title>Other</article-title></ref></ref-list></back></article>
            """
        let reading = read(document)
        #expect(
            reading.texts
                == ["On Tides", "We measured.", "Gauges were read (see Figure 1)."]
        )
        #expect(Set(reading.records.map(\.identifier)) == ["77"])
        let withHeadings = read(document, options: CorpusOptions(includesHeadings: true))
        #expect(withHeadings.texts.contains("Methods"))
    }

    @Test func summariesAreReadThatDoNotRepeatTheAbstract() {
        let document = """
            <article dtd-version='1.2'><front><article-meta><abstract><p>We measured.</p></abstract>
            <abstract abstract-type='summary'><title>Author Summary</title><p>Tides matter.</p></abstract>
            <abstract abstract-type='TOC'><p>Tides, measured.</p></abstract></article-meta></front></article>
            """
        #expect(read(document).texts == ["We measured.", "Tides matter."])
    }

    @Test func boxesAndSubtitlesOfArticlesAreRead() {
        let document = """
            <article dtd-version='1.2'><front><article-meta><title-group><article-title>Tides</article-title>
            <subtitle>A survey</subtitle></title-group></article-meta></front><body><boxed-text><label>Box 1</label>
            <caption><title>Terms</title></caption><p>One.</p><def-list><def-item><term>Ebb</term><def><p>Two.</p></def>
            </def-item></def-list></boxed-text><p>In <def-list><def-item><term>Flow</term><def><p>Three.</p></def>
            </def-item></def-list></p></body>
            <floats-group><fig><caption><p>No.</p></caption></fig><boxed-text><p>Four.</p></boxed-text></floats-group>
            </article>
            """
        #expect(
            read(document).texts == ["Tides", "A survey", "One.", "Two.", "In", "Three.", "Four."]
        )
        let headings = read(document, options: CorpusOptions(includesHeadings: true)).texts
        #expect(
            headings[2...] == ["Terms", "One.", "Ebb", "Two.", "In", "Flow", "Three.", "Four."]
        )
    }

    @Test(arguments: [
        ("<keycombo><keycap>Ctrl</keycap>\n<keycap>C</keycap></keycombo>", "Ctrl+C"),
        (
            "<menuchoice><shortcut>F</shortcut><guimenu>File</guimenu> <guimenuitem>Open</guimenuitem></menuchoice>",
            "File \u{2192} Open"
        ),
        (
            "<simplelist type='inline'><member>a <b>b</b> c</member>\n<member>d</member></simplelist>",
            "a b c, d"
        ),
        (
            "<menuchoice><guimenu>File</guimenu><keycombo><keycap>X</keycap><keycap>Y</keycap></keycombo></menuchoice>",
            "File+X+Y"
        ),
    ])
    func partsOfDocBookThatAreJoinedHaveMarksBetweenThem(parts: String, text: String) {
        let book =
            "<book><para>Press \(parts), then.</para><simplelist><member>x</member></simplelist></book>"
        #expect(read(book).texts == ["Press \(text), then.", "x"])
    }

    @Test func textsOfAtomAreOfTheirTypes() {
        let feed = """
            <feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title>
            <content type='xhtml'><div>Write &lt;b&gt; &amp;amp; x.</div></content></entry>
            <entry><title>B</title><content type='text/plain'>1&lt;2, a&lt;b</content></entry>
            <entry><title>C</title><summary>Seen.</summary><content type='image/png'>iVBORw0KGgo=</content></entry>
            <entry><title>D</title><content type='text/html' mode='base64'>PGI+</content></entry></feed>
            """
        #expect(
            read(feed).texts == ["A", "Write <b> &amp; x.", "B", "1<2, a<b", "C", "Seen.", "D"]
        )
    }

    @Test func codesOfLineBreaksAreSpaces() {
        let segments = [
            "<xliff version='1.2'><file><trans-unit><source>One<x id='1' ctype='lb'/>two<ph ctype='lb'>br</ph>three"
                + "<x id='2'/>.</source></trans-unit></file></xliff>",
            "<xliff version='2.0'><unit><segment><source>One<ph id='1' type='fmt' subType='xlf:lb'/>two"
                + "<ph id='2' subType='xlf:lb'/>three<ph id='3'/>.</source></segment></unit></xliff>",
            "<tmx><tu><tuv><seg>One<ph type='lb'>br</ph>two<it type='lb'/>three<ph/>.</seg></tuv></tu></tmx>",
        ]
        for document in segments { #expect(read(document).texts == ["One two three."]) }
    }

    @Test func whatStandsBetweenTheParagraphsOfAnEditionIsRead() {
        let document = """
            <TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><div><head>I</head>
            <quote>Slow and steady.</quote><quote><l>One verse,</l><l>and two</l> A POET</quote>
            <p>She wrote: <quote>Come <q>soon</q>.</quote> He came.</p>
            <floatingText><body><opener><salute>Dear Ann,</salute></opener><p>Yes.</p>
            <closer>Yours, <signed>Bo</signed></closer></body></floatingText>
            <u who='#a'>Well, hm.</u></div></body></text></TEI>
            """
        #expect(
            read(document).texts == [
                "Slow and steady.", "One verse,", "and two", "A POET",
                "She wrote: \u{201C}Come \u{2018}soon\u{2019}.\u{201D} He came.", "Dear Ann,",
                "Yes.", "Yours, Bo", "Well, hm.",
            ]
        )
    }

    @Test func articlesAreToldByTheirFirstElement() {
        let abstract = "<article-meta><abstract><p>We measured.</p></abstract></article-meta>"
        let front = "<front>\(abstract)</front>"
        let body = "<body><p>Tides rose.</p></body>"
        for document in ["<article>\n\(front)\(body)</article>", "<article>\(body)</article>"] {
            #expect(read(document).texts.last == "Tides rose.")
        }
        let docBook = "<article><title>T</title><para>Tides rose.</para></article>"
        #expect(read(docBook).texts == ["Tides rose."])
    }

    @Test func citationsOfPubMedBecomeTitlesAndAbstracts() {
        let document = """
            <PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>5</PMID><Article><Journal><Title>J</Title></Journal>
            <ArticleTitle>Salt &amp; water.</ArticleTitle><Abstract><AbstractText Label='AIM'>To see.</AbstractText><AbstractText>We saw.</AbstractText></Abstract></Article>
            <CommentsCorrectionsList><CommentsCorrections><PMID>6</PMID></CommentsCorrections></CommentsCorrectionsList></MedlineCitation></PubmedArticle></PubmedArticleSet>
            """
        let reading = read(document)
        #expect(reading.texts == ["Salt & water.", "To see.", "We saw."])
        #expect(Set(reading.records.map(\.identifier)) == ["5"])
    }

    @Test(arguments: [
        ("[Tides of the harbour.]", "Tides of the harbour."),
        ("[Tides [of spring] <i>here</i>].", "Tides [of spring] here."), ("[Who?].", "Who?"),
        ("[A] and [B]", "[A] and [B]"), ("[Ca2+] rises.", "[Ca2+] rises."), ("[open", "[open"),
    ])
    func aTranslatedTitleOfPubMedLosesItsBrackets(_ title: String, _ text: String) {
        let document =
            "<PubmedArticleSet><PubmedArticle><ArticleTitle>\(title)</ArticleTitle>"
            + "<AbstractText>[]</AbstractText></PubmedArticle></PubmedArticleSet>"
        #expect(read(document).texts == [text])
    }

    @Test func aDocBookBecomesItsParagraphs() {
        let document = """
            <book><bookinfo><title>B</title><para>Info.</para></bookinfo><chapter><title>One</title>
            <para>Say <quote>yes</quote><footnote><para>Note.</para></footnote> twice. <programlisting>x = 1</programlisting> Then rest.</para>
            <itemizedlist><listitem><simpara>An item.</simpara></listitem></itemizedlist></chapter></book>
            """
        #expect(read(document).texts == ["Say \u{201C}yes\u{201D} twice. Then rest.", "An item."])
    }

    @Test func feedsBecomeTheTitlesAndTextsOfTheirItems() {
        let rss = """
            <rss version='2.0'><channel><title>Site</title><item><title>One &amp;amp; two</title><guid>g1</guid>
            <description>&lt;p&gt;First &lt;b&gt;bold&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;</description></item></channel></rss>
            """
        #expect(read(rss).texts == ["One & two", "First bold.", "Second."])
        #expect(read(rss).records.first?.identifier == "g1")
        let atom = """
            <feed xmlns='http://www.w3.org/2005/Atom'><title>Site</title><entry><title>A &lt; B</title><id>u:1</id><summary>Short.</summary>
            <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Long <i>text</i>.</p></div></content></entry></feed>
            """
        #expect(read(atom).texts == ["A < B", "Long text."])
    }

    @Test func entriesOfDictionariesAreReadOrPaired() {
        let document = """
            <TEI><text><body><entry><form><orth>zoo</orth><pron>zu</pron></form><sense><cit type='trans'><quote>tiergarten</quote></cit>
            <cit type='trans'><quote>zoo</quote></cit></sense></entry></body></text></TEI>
            """
        #expect(read(document).texts == ["zoo", "tiergarten", "zoo"])
        let pairs = read(document, options: CorpusOptions(languages: ["en", "de"])).records
        #expect(pairs.map(\.text) == ["zoo", "zoo"])
        #expect(pairs.map(\.counterpart) == ["tiergarten", "zoo"])
        #expect(read(document, options: CorpusOptions(languages: ["en"])).texts == ["zoo"])
    }

    @Test func titlesOfOtherVocabulariesDoNotReplaceThoseOfAFeed() {
        let rss = """
            <rss xmlns:m='urn:m' xmlns:c='http://purl.org/rss/1.0/modules/content/'><channel><item><title>One</title>
            <description>Short.</description><m:title>Picture</m:title><c:encoded>Long text.</c:encoded>
            <m:content url='x'/><m:description>Pixels.</m:description></item>
            <item><m:title>Two</m:title><m:summary>Only.</m:summary></item></channel></rss>
            """
        #expect(read(rss).texts == ["One", "Long text.", "Two", "Only."])
    }

    @Test func ofAnApparatusTheFirstReadingIsRead() {
        let document = """
            <TEI><text><body><p>The <app><lem>cat</lem><rdg>bat</rdg></app> <app><rdg>sat</rdg><rdg>sits</rdg></app>
            <app><lem>by <app><lem>a</lem><rdg>the</rdg></app> door</lem><rdg>in</rdg></app>.</p>
            <u>Well <vocal><desc>laughs</desc></vocal> yes</u></body></text></TEI>
            """
        #expect(read(document).texts == ["The cat sat by a door.", "Well yes"])
    }

    @Test func languagesThatADocumentHasAreToldWhereNoneIsTheOneWanted() throws {
        let document = """
            <xliff version='2.0' srcLang='en' trgLang='ja'><file><unit id='1'><segment><source>One</source>
            <target>\u{4E00}</target></segment></unit></file></xliff>
            """
        let options = CorpusOptions(languages: ["de"])
        let stream = try ByteStream(name: "x", bytes: Array(document.utf8))
        let reader = try CorpusReader(stream: stream, options: options)
        #expect(try reader.next() == nil)
        #expect(reader.emptyReason == "no text is in 'de'; the languages are: 'en', 'ja'")
    }

    @Test func escapesOfPOAreThoseOfC() {
        let catalogue = #"""
            msgid "a"
            msgstr "A\x42\103 \"d\"\t\\ e"
            """#
        #expect(read(catalogue, as: "x.po").texts == ["ABC \"d\"\t\\ e"])
    }
}

struct TranslationTests {
    private static let tmx = """
        <tmx version='1.4'><header srclang='en'/><body><tu tuid='7'><tuv xml:lang='EN-US'><seg>Press <bpt i='1'>&lt;b&gt;</bpt>OK<ept i='1'>&lt;/b&gt;</ept>.</seg></tuv>
        <tuv xml:lang='de'><seg>OK dr\u{FC}cken.</seg></tuv></tu><tu><tuv lang='en'><seg>Alone</seg></tuv></tu></body></tmx>
        """
    private static let xliff1 = """
        <xliff version='1.2'><file source-language='en' target-language='de'><body><trans-unit id='7'><source>Press <g id='1'>OK</g><ph id='2'>{0}</ph>.</source>
        <target>OK dr\u{FC}cken.</target><alt-trans><target>Nein</target></alt-trans></trans-unit><trans-unit id='8'><source>Alone</source></trans-unit></body></file></xliff>
        """
    private static let xliff2 = """
        <xliff version='2.0' srcLang='en' trgLang='de'><file id='f'><unit id='7'><segment><source>Press <pc id='1'>OK</pc>.</source><target>OK dr\u{FC}cken.</target></segment>
        <segment><source>Alone</source></segment></unit></file></xliff>
        """
    private static let po = """
        # comment
        msgid ""
        msgstr "Content-Type: text/plain; charset=UTF-8\\n"

        #: a.c:1
        msgid "Press OK."
        msgstr ""
        "OK dr\u{FC}"
        "cken."

        #, fuzzy
        msgid "Unsure"
        msgstr "Unsicher"

        msgid "Alone"
        msgstr ""

        #~ msgid "Old"
        #~ msgstr "Alt"
        """

    @Test(arguments: [tmx, xliff1, xliff2, po])
    func aLanguageOrAPairIsRead(document: String) {
        let pairs = read(document, options: CorpusOptions(languages: ["en", "de"])).records
        #expect(pairs.map(\.text) == ["Press OK."])
        #expect(pairs.map(\.counterpart) == ["OK dr\u{FC}cken."])
        let german = read(document, options: CorpusOptions(languages: ["de"]))
        #expect(german.texts == ["OK dr\u{FC}cken."])
        let turned = read(document, options: CorpusOptions(languages: ["de", "en"])).records
        #expect(turned.map(\.counterpart) == ["Press OK."])
    }

    @Test(arguments: [tmx, xliff1, xliff2])
    func withoutALanguageAllTextsAreRead(document: String) {
        #expect(read(document).texts == ["Press OK.", "OK dr\u{FC}cken.", "Alone"])
        #expect(read(document).records.first?.identifier == "7" || document == Self.xliff2)
    }

    @Test func pluralsAreMessagesAndBrokenLinesAreRejected() {
        let reading = read(
            "\n\nmsgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"%d Datei\"\nmsgstr[1] \"%d \\\"Dateien\\\"\"\nmsgid broken\n",
            as: "x.po",
            options: CorpusOptions(languages: ["en", "de"])
        )
        #expect(reading.records.map(\.text) == ["%d file", "%d files"])
        #expect(reading.records.map(\.counterpart) == ["%d Datei", "%d \"Dateien\""])
        #expect(reading.rejects.map(\.line) == [7])
        #expect(reading.summary.blankLineCount == 0)
    }
}

struct CatalogueLanguageTests {
    private static func catalogue(_ header: String) -> String {
        "msgid \"\"\nmsgstr \"\(header)\"\n\nmsgid \"File\"\nmsgstr \"Datei\"\n"
    }

    /// The records of a catalogue, a pair with a bar between its texts.
    private static func pairs(_ header: String, _ languages: [String]) -> [String] {
        read(catalogue(header), as: "x.po", options: CorpusOptions(languages: languages)).records
            .map { record in record.text + (record.counterpart.map { "|\($0)" } ?? "") }
    }

    @Test(arguments: [
        ("Language: de\\n", ["de"], ["Datei"]), ("Language: de_AT\\n", ["de"], ["Datei"]),
        ("Language: de\\n", ["fr"], []), ("Language: de\\n", ["fr", "de"], []),
        ("Language: de\\n", ["de", "en"], ["Datei|File"]),
        ("Language: de\\n", ["en-US", "de"], ["File|Datei"]),
        ("Language: en_GB\\n", ["en_GB"], ["Datei"]),
        ("Language: en_GB\\n", ["en", "en_GB"], ["File|Datei"]),
        ("X-Source-Language: fr\\nLanguage: de\\n", ["en"], []),
        ("X-Source-Language: fr\\nX-Language: de\\n", ["de", "fr"], ["Datei|File"]),
        ("Language: \\n", ["en", "fr"], ["File|Datei"]), ("", ["fr"], ["Datei"]),
    ])
    func theHeaderSaysWhatLanguagesACatalogueIsIn(
        _ header: String,
        _ languages: [String],
        _ pairs: [String]
    ) {
        #expect(Self.pairs(header, languages) == pairs)
    }

    @Test func theLanguagesOfACatalogueWithoutTheOneAskedForAreTold() throws {
        let bytes = Array(Self.catalogue("Language: de\\n").utf8)
        let stream = try ByteStream(name: "x.po", bytes: bytes)
        let reader = try CorpusReader(stream: stream, options: CorpusOptions(languages: ["fr"]))
        #expect(try reader.next() == nil)
        #expect(reader.emptyReason == "no text is in 'fr'; the languages are: 'en', 'de'")
    }
}

struct ChemicalDialectTests {
    @Test(arguments: [
        (
            "<cml xmlns='http://www.xml-cml.org/schema'><molecule id='m1'><identifier dictRef='cml:smiles' value='CCO'/></molecule></cml>",
            "m1"
        ),
        ("<molecule id='m2'><identifier convention='SMILES' value='CCO'/></molecule>", "m2"),
        ("<molecule id='m3'><formula convention='cml:smiles' inline='CCO'/></molecule>", "m3"),
        (
            """
            <PC-Compounds xmlns='http://www.ncbi.nlm.nih.gov'><PC-Compound><PC-Compound_id><PC-CompoundType><PC-CompoundType_id><PC-CompoundType_id_cid>702</PC-CompoundType_id_cid>
            </PC-CompoundType_id></PC-CompoundType></PC-Compound_id><PC-Compound_props><PC-InfoData><PC-InfoData_urn><PC-Urn><PC-Urn_label>InChI</PC-Urn_label></PC-Urn></PC-InfoData_urn>
            <PC-InfoData_value><PC-InfoData_value_sval>InChI=1S/x</PC-InfoData_value_sval></PC-InfoData_value></PC-InfoData><PC-InfoData><PC-InfoData_urn><PC-Urn>
            <PC-Urn_label>SMILES</PC-Urn_label><PC-Urn_name>Absolute</PC-Urn_name></PC-Urn></PC-InfoData_urn><PC-InfoData_value><PC-InfoData_value_sval>CCO</PC-InfoData_value_sval>
            </PC-InfoData_value></PC-InfoData></PC-Compound_props></PC-Compound></PC-Compounds>
            """, "702"
        ),
        (
            "<PropertyTable><Properties><CID>702</CID><ConnectivitySMILES>OCC</ConnectivitySMILES><SMILES>CCO</SMILES></Properties></PropertyTable>",
            "702"
        ),
        (
            """
            <drugbank xmlns='http://www.drugbank.ca'><drug><drugbank-id primary='true'>DB1</drugbank-id><drug-interactions><drug><drugbank-id>DB9</drugbank-id></drug></drug-interactions>
            <calculated-properties><property><kind>logP</kind><value>1</value></property><property><kind>SMILES</kind><value>CCO</value></property></calculated-properties></drug></drugbank>
            """, "DB1"
        ),
        (
            "<response><molecules><molecule><molecule_chembl_id>CHEMBL545</molecule_chembl_id><molecule_structures><canonical_smiles>CCO</canonical_smiles></molecule_structures></molecule></molecules></response>",
            "CHEMBL545"
        ),
        (
            """
            <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:owl='http://www.w3.org/2002/07/owl#' xmlns:chebi='http://purl.obolibrary.org/obo/chebi/' xmlns:o='urn:o'>
            <owl:Class><chebi:smiles>CCO</chebi:smiles><o:id>CHEBI:16236</o:id></owl:Class></rdf:RDF>
            """, "CHEBI:16236"
        ),
        (
            "<hmdb xmlns='http://www.hmdb.ca'><metabolite><accession>H1</accession><smiles>CCO</smiles></metabolite></hmdb>",
            "H1"
        ),
    ])
    func everyDatabaseKeepsItsSMILESSomewhere(document: String, identifier: String) {
        let reading = read(document)
        #expect(reading.texts == ["CCO"])
        #expect(reading.records.first?.identifier == identifier)
        #expect(reading.rejects.isEmpty)
    }

    @Test func aMoleculeWithoutSMILESIsRejectedWithItsName() {
        let document = "<drugbank>\n<drug><drugbank-id>DB1</drugbank-id></drug></drugbank>"
        let reject = read(document).rejects.first
        #expect(reject?.reason == .missingField && reject?.line == 2 && reject?.excerpt == "DB1")
    }

    @Test func aDocumentThatEndsBeforeItsRootIsRefused() {
        let start = "<\0\0\0\0!D\0\0\0\n [<!ENTITY a \"b\"><!ENTITet!c/hostname\">]>"
        let reading = read("\(start)<r>&a;&c;</r>", as: "x.xml")
        #expect(reading.fault != nil)
        #expect(reading.records.isEmpty)
    }
}
