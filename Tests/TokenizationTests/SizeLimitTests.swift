import Testing
import Tokenization

/// The most tokens that any file may have, and one more than the highest id.
private let limit = 1 << 24

struct SizeLimitTests {
    private func problem(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch {
            return "\(error)"
        }
    }

    private func wordLevel(_ id: Int, added: Int = 1) -> [UInt8] {
        let model = #"{"type":"WordLevel","vocab":{"a":0,"b":\#(id)},"unk_token":"a"}"#
        let token = #"{"id":\#(added),"content":"<s>","special":true}"#
        return Array(#"{"version":"1.0","added_tokens":[\#(token)],"model":\#(model)}"#.utf8)
    }

    @Test func anIdBeyondTheLimitIsRefusedInTokenizerFiles() throws {
        let expected = "an id from 0 to \(limit - 1)"
        #expect(problem { _ = try Tokenizer(json: wordLevel(limit)) }.contains(expected))
        #expect(problem { _ = try Tokenizer(json: wordLevel(2, added: limit)) }.contains(expected))
        #expect(problem { _ = try Tokenizer(json: wordLevel(.max)) }.contains(expected))
        #expect(try Tokenizer(json: wordLevel(2)).pipeline?.idLimit ?? 3 >= 3)
    }

    @Test(arguments: [limit, .max])
    func aRankBeyondTheLimitIsRefused(_ rank: Int) {
        let file = Array("YQ== 0\nYg== \(rank)\n".utf8)
        let problem = problem { _ = try TiktokenFile(file).pipeline() }
        #expect(problem.contains("the rank is not from 0 to \(limit - 1)"), "\(problem)")
    }

    @Test func moreLinesThanTheLimitAreRefusedAtTheFirst() throws {
        let file = Array("a\nb\nc\nd\n".utf8)
        #expect(try TokenInventory(lines: file, source: "v.txt", limit: 4).count == 4)
        let problem = problem { _ = try TokenInventory(lines: file, source: "v.txt", limit: 3) }
        #expect(problem.hasPrefix("v.txt: line 4: there are more tokens than the 3"), "\(problem)")
    }

    @Test func morePiecesThanTheLimitAreRefused() throws {
        let pieces: [SentencePieceModel.Piece] = [
            .init("<unk>", score: 0, kind: .unknown), .init("a", score: -1), .init("b", score: -2),
        ]
        let file = SentencePieceModel(kind: .unigram, pieces: pieces).serialized
        let model = try SentencePieceModel(file, source: "m.model", limit: 3)
        #expect(model.pieces.count == 3)
        let problem = problem { _ = try SentencePieceModel(file, source: "m.model", limit: 2) }
        #expect(problem.contains("there are more pieces than the 2"), "\(problem)")
    }
}
