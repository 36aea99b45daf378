import Corpora
import Testing

struct TableTests {
    @Test func theColumnWithTheUsualNameIsChosenAndSaid() {
        let reading = read("id,smiles,logP\nm1,CCO,-0.1\nm2,c1ccccc1,2.0\n", as: "x.csv")
        #expect(reading.texts == ["CCO", "c1ccccc1"])
        #expect(reading.records.map(\.identifier) == ["m1", "m2"])
        #expect(reading.lines == [2, 3])
        #expect(reading.summary.notes == ["x.csv: column 'smiles' was chosen"])
    }

    @Test func quotedFieldsKeepDelimitersMarksAndLineEnds() {
        let text = "text,n\n\"a, \"\"b\"\"\nc\",1\nplain,2\n"
        for size in [1, 3, 1000] {
            let reading = read(text, as: "x.csv", chunkSize: size)
            #expect(reading.texts == ["a, \"b\"\nc", "plain"])
            #expect(reading.lines == [2, 4])
        }
    }

    @Test func endsOfLinesOfEitherKindMakeTheSameRecords() {
        let text = "text,n\n\"a\",1\nb,2\nc,\n"
        for ending in ["\n", "\r\n"] {
            let reading = read(text.replacing("\n", with: ending), as: "x.csv")
            #expect(reading.texts == ["a", "b", "c"])
            #expect(reading.rejects.isEmpty)
        }
    }

    @Test(arguments: ["sentence", "2", "SENTENCE"])
    func aColumnIsSelectedByNameOrNumber(selection: String) {
        let options = CorpusOptions(selection: selection)
        let reading = read("id\tsentence\n1\tHello.\n", as: "x.tsv", options: options)
        #expect(reading.texts == ["Hello."])
    }

    @Test(arguments: [("1,2\n", "x.csv"), ("smiles name\n", "x.smi")])
    func aFileOfAHeaderAloneIsToldAsSuch(_ text: String, _ name: String) throws {
        let stream = try ByteStream(name: name, bytes: Array(text.utf8))
        let reader = try CorpusReader(stream: stream, options: CorpusOptions(selection: "1"))
        #expect(try reader.next() == nil)
        #expect(reader.emptyReason?.contains("was taken for a header") == true)
    }

    @Test func aColumnWhoseNameIsANumberIsToldOf() {
        let reading = read("hello,1\nbye,0\n", as: "x.csv", options: CorpusOptions(selection: "1"))
        #expect(reading.texts == ["0"])
        #expect(
            reading.summary.notes.first?.contains("column 2, whose name is '1', was chosen") == true
        )
        let fault = read("id,n\n1,2\n", as: "x.csv", options: CorpusOptions(selection: "9")).fault
        #expect(fault?.message == "there is no column '9'; the columns are: 'id', 'n'")
    }

    @Test func aTableWithoutAHeaderIsSelectedByNumber() {
        let options = CorpusOptions(format: .tsv, selection: "2")
        let reading = read("Go.\tVa !\nRun!\tCours \"vite\" !\n", options: options)
        #expect(reading.texts == ["Va !", "Cours \"vite\" !"])
        #expect(reading.summary.notes == ["corpus: line 1 was taken for a record"])
    }

    @Test func aWrongColumnIsAnErrorThatListsAndSuggests() {
        let options = CorpusOptions(selection: "smile")
        let reading = read("id,smiles,logP\nm1,CCO,1\n", as: "x.csv", options: options)
        #expect(reading.fault?.kind == .selection)
        #expect(
            reading.fault?.description
                == "x.csv:1: there is no column 'smile' (did you mean 'smiles'?); the columns are: "
                + "'id', 'smiles', 'logP'"
        )
    }

    @Test func anUndecidedColumnIsAnErrorThatLists() {
        #expect(
            read("a,b\n1,2\n", as: "x.csv").fault?.description
                == "x.csv:1: select the column to read, by name or by number from 1; the columns "
                + "are: 'a', 'b'"
        )
        #expect(read("text,smiles\n1,2\n", as: "x.csv").fault?.kind == .selection)
    }

    @Test func raggedMalformedAndEmptyRowsAreRejectsAndTheRestIsRead() {
        let reading = read("text,n\na,1\nb\nc,1,2\nd \"x\",1\n,1\n\ne,2\n", as: "x.csv")
        #expect(reading.texts == ["a", "e"])
        #expect(
            reading.rejects.map(\.reason) == [
                .raggedRow, .raggedRow, .malformedRow, .missingField,
            ]
        )
        #expect(reading.rejects.map(\.line) == [3, 4, 5, 6])
        #expect(reading.summary.blankLineCount == 1)
        #expect(
            reading.rejects.first?.description
                == "x.csv:3: the row has 1 field, the first row has 2\n  b"
        )
    }

    @Test func aQuoteThatIsNeverClosedNamesTheLineItOpensOn() {
        let reading = read("text,n\na,1\n\"b,2\nc,3\n", as: "x.csv")
        #expect(reading.texts == ["a"])
        #expect(reading.fault?.line == 3)
        #expect(reading.fault?.message.contains("is not closed before the end of the file") == true)
    }

    @Test func aRowBeyondTheLimitIsAReject() {
        let long = String(repeating: "x", count: 500)
        let options = CorpusOptions(maximumRecordBytes: 100)
        let reading = read("text,n\n\(long),1\nb,2\n", as: "x.csv", options: options)
        #expect(reading.texts == ["b"])
        #expect(reading.rejects.map(\.reason) == [.tooLong])
    }

    @Test func aRowThatIsNotUTF8IsAReject() {
        let bytes = Array("text,n\n".utf8) + [0xE9] + Array(",1\nb,2\n".utf8)
        let reading = read(bytes, as: "x.csv")
        #expect(reading.texts == ["b"])
        #expect(reading.rejects.map(\.reason) == [.invalidUTF8])
    }

    @Test(arguments: [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
    func otherDelimitersAreToldByTheFirstLines(delimiter: String, name: String) {
        let quoted = "\"a\(delimiter)\n\(delimiter) \"\"b\"\"\""
        let rows = [["id", "text"], ["1", quoted], ["2", "c, d"]]
        let table = rows.map { $0.joined(separator: delimiter) }.joined(separator: "\r\n")
        let reading = read(table, as: "x.csv")
        #expect(reading.texts == ["a\(delimiter)\n\(delimiter) \"b\"", "c, d"])
        #expect(
            reading.summary.notes.first == "x.csv: \(name) were taken for the fields' delimiters"
        )
    }

    @Test func aColumnOfTextsWithSemicolonsIsOneColumn() {
        #expect(read("one; two\nthree\n", as: "x.csv").texts == ["one; two", "three"])
    }

    @Test func aRaggedRowIsShownWithItsDelimiters() {
        let reading = read("id,text\n1,a,b\n", as: "x.csv")
        #expect(reading.rejects.map(\.excerpt) == ["1,a,b"])
    }

    @Test(arguments: [";", ",", "\t", "|"])
    func aFirstLineMayDeclareTheDelimiter(delimiter: String) {
        let rows = [["id", "text"], ["1", "one"]].map { $0.joined(separator: delimiter) }
        let table = "sep=\(delimiter)\r\n" + rows.joined(separator: "\r\n")
        #expect(read(table, as: "x.csv").texts == ["one"])
    }

    @Test func rejectedRowsAreShownWithTheirDelimiters() {
        let reading = read("id,text,n\n1,,2\n2,a \"b\",3\n3,one,4\n", as: "x.csv")
        #expect(reading.rejects.map(\.excerpt) == ["1,,2", "2,a \"b\",3"])
    }

    @Test func aFileOfSMILESMayBeATable() {
        #expect(read("id,smiles\n1,CCO\n", as: "x.smi").texts == ["CCO"])
        #expect(read("smiles id\nCCO 1\n", as: "x.smi").texts == ["CCO"])
    }
}
