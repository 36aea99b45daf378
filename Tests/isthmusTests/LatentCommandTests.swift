import Foundation
import Testing

@Suite struct LatentCommandTests {
    let molecules: String
    let sentences: String

    init() throws {
        molecules = try TinyModels.molecules.get()
        sentences = try TinyModels.sentences.get()
    }

    @Test(arguments: [["--greedy"], ["--beam", "3"], ["--samples", "4"], ["--path", "linear"]])
    func anInterpolationPrintsExactlyItsSteps(_ options: [String]) throws {
        let run = try Tool.run(
            [
                "interpolate", "-m", sentences, "--from", "The cat sleeps.", "--to",
                "We walk home.", "--steps", "5", "--json",
            ] + options
        )
        #expect(run.code == 0)
        #expect(run.messages.isEmpty)
        #expect(run.objects.compactMap { $0["t"] as? Double } == [0, 0.25, 0.5, 0.75, 1])
        for object in run.objects {
            #expect(Set(object.keys) == ["t", "sequence", "log_probability"])
        }
    }

    @Test func theEndsOfAnInterpolationAreReconstructions() throws {
        let ends = ["CCO", "c1ccccc1"]
        let path = try Tool.run([
            "interpolate", "-m", molecules, "--from", ends[0], "--to", ends[1], "--steps", "3",
        ])
        let reconstructed = try Tool.run(
            ["reconstruct", "-m", molecules],
            input: ends.map { $0 + "\n" }.joined()
        )
        #expect([path.lines.first, path.lines.last] == reconstructed.lines.map(Optional.some))
    }

    @Test func unknownWordsAreNamedAndDoNotStopTheWalk() throws {
        let run = try Tool.run([
            "interpolate", "-m", sentences, "--from", "The zebra sleeps quietly.", "--to",
            "We walk home.", "--steps", "2",
        ])
        #expect(run.code == 0)
        #expect(run.lines.count == 2)
        #expect(
            run.messages == """
                isthmus: warning: --from: not in the vocabulary, so read as unknown: \
                'zebra', 'quietly'

                """
        )
    }

    @Test func aMoleculeThatRDKitRefusesIsShownWithACaret() throws {
        let run = try Tool.run([
            "interpolate", "-m", molecules, "--from", "CCO", "--to", "CC(C)(C)(C)C",
        ])
        #expect(run.code == 65)
        #expect(run.messages.hasPrefix("isthmus: error: --to: not a molecule: "))
        #expect(run.messages.contains("\n    CC(C)(C)(C)C\n     ^\n"))
    }

    @Test func eachLineOfInputHasItsLineOfOutput() throws {
        let input = "CCO\n\nC(C\nCCN a name\n" + String(repeating: "C", count: 30) + "\n\n"
        let text = try Tool.run(["reconstruct", "-m", molecules], input: input)
        #expect(text.code == 0)
        #expect(text.lines.map(\.isEmpty) == [false, true, true, false, true, true])
        #expect(text.messages.contains("line 3: not a molecule: "))
        #expect(text.messages.contains("1 line of more than 20 tokens passed over"))
        #expect(text.messages.hasSuffix("4 of 6 lines failed\n"))
        for command in ["reconstruct", "score", "encode"] {
            let run = try Tool.run([command, "-m", molecules, "--json", "-q"], input: input)
            #expect(run.objects.map { $0["error"] == nil } == text.lines.map { !$0.isEmpty })
            #expect(run.objects[3]["input"] as? String == "CCN")
        }
    }

    @Test func longerLinesAreTakenWhenAsked() throws {
        let input = String(repeating: "C", count: 30) + "\n"
        let run = try Tool.run(["score", "-m", molecules, "--max-length", "40"], input: input)
        #expect(run.code == 0)
        #expect(run.lines.count == 1)
    }

    @Test func invalidUTF8IsNamedByByteOffset() throws {
        let input = Data("The cat sleeps.\n".utf8) + [0x41, 0xC3, 0x0A]
        let run = try Tool.run(["score", "-m", sentences], input: input)
        #expect(run.code == 0)
        #expect(run.lines.count == 2 && run.lines[1].isEmpty)
        #expect(run.messages.contains("<stdin>:2:2: invalid UTF-8 at byte offset 17"))
    }

    @Test func noInputEndsWith65() throws {
        let run = try Tool.run(["encode", "-m", sentences])
        #expect(run.code == 65)
        #expect(run.messages == "isthmus: error: the input is empty\n")
    }

    @Test func codesGoThroughEveryNotation() throws {
        let input = TinyModels.texts.prefix(4).map { $0 + "\n" }.joined()
        let direct = try Tool.run(["reconstruct", "-m", sentences], input: input)
        for format in ["jsonl", "tsv"] {
            let codes = try Tool.run(["encode", "-m", sentences, "--format", format], input: input)
            let decoded = try Tool.run(["decode", "-m", sentences], input: codes.text)
            #expect(decoded.code == 0)
            #expect(decoded.lines == direct.lines)
        }
    }

    @Test func codesCanBeAnArrayOfNumPy() throws {
        let input = "The cat sleeps.\nWe walk home.\n"
        let run = try Tool.run(["encode", "-m", sentences, "--format", "npy"], input: input)
        #expect(run.output.prefix(8) == Data([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0]))
        let header = String(decoding: run.output[10..<128], as: UTF8.self)
        #expect(header.contains("'descr': '<f4'") && header.contains("(2, 2, 4)"))
        #expect(run.output.count == 128 + 2 * 2 * 4 * 4)
    }

    @Test func aCodeOfAnotherSizeIsRefused() throws {
        let run = try Tool.run(
            ["decode", "-m", sentences, "--json"],
            input: "[0,0,0,0]\n[1,2]\n{\"a\":1}\n"
        )
        #expect(run.code == 0)
        #expect(run.objects[0]["sequence"] != nil)
        #expect(
            run.objects[1]["error"] as? String
                == "line 2: a code of this model has 4 numbers, not 2"
        )
        #expect(
            run.objects[2]["error"] as? String
                == "line 3: there is no array called 'mean' or 'z'"
        )
    }

    @Test func aStrangeSentenceScoresHigherThanAFamiliarOne() throws {
        let run = try Tool.run(
            ["score", "-m", sentences, "--json"],
            input: "The cat sleeps.\nHome fish. The man we eats dog the.\n"
        )
        let nats = run.objects.compactMap { $0["nats"] as? Double }
        #expect(nats.count == 2 && nats[0] < nats[1])
        #expect(Set(run.objects[0].keys) == ["input", "nats", "tokens", "nats_per_token"])
    }
}
