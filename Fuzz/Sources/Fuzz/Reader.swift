import Corpora

/// A reader of files that others wrote.
///
/// Whatever the bytes are, a reader reads them or says what is wrong. Beyond that it keeps the laws
/// that the functions of this package check; a law that is broken traps, which libFuzzer reports.
enum Reader: String, CaseIterable {
    case smiles
    case selfies
    case tokenizer
    case expression
    case sentencepiece
    case tiktoken
    case vocabulary
    case text
    case compressed
    case csv
    case tsv
    case json
    case jsonl
    case smi
    case sdf
    case po
    case xml
    case wikitext
    case html
    case safetensors

    /// Reads the bytes.
    func read(_ bytes: [UInt8]) {
        switch self {
        case .smiles: readSMILES(bytes)
        case .selfies: readSELFIES(bytes)
        case .tokenizer: readTokenizer(bytes)
        case .expression: readExpression(bytes)
        case .sentencepiece: readSentencePiece(bytes)
        case .tiktoken: readTiktoken(bytes)
        case .vocabulary: readVocabulary(bytes)
        case .text: readCorpus(bytes, named: "input.txt", as: .text)
        case .compressed: readCorpus(bytes, named: "input", as: .automatic)
        case .csv: readCorpus(bytes, named: "input.csv", as: .csv, selecting: "1")
        case .tsv: readCorpus(bytes, named: "input.tsv", as: .tsv, selecting: "1")
        case .json: readJSON(bytes)
        case .jsonl: readCorpus(bytes, named: "input.jsonl", as: .jsonLines, selecting: "a.b")
        case .smi: readCorpus(bytes, named: "input.smi", as: .smi)
        case .sdf: readCorpus(bytes, named: "input.sdf", as: .sdf)
        case .po: readCorpus(bytes, named: "input.po", as: .po)
        case .xml: readXML(bytes)
        case .wikitext: readWikitext(bytes)
        case .html: readCorpus(bytes, named: "input.html", as: .html)
        case .safetensors: readSafetensors(bytes)
        }
    }
}
