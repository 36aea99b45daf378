import Checkpoints
import DurableFiles
import SequenceModels
import Testing

@Suite struct ModelCardTests {
    /// The card of a small model that learned something.
    static var card: ModelCard {
        var card = ModelCard()
        card.name = "rivers_and_*hills*"
        card.kind = .smiles
        card.tokenizer = "smiles"
        card.sizes.vocabularySize = 40
        card.data.files = ["a|b.smi", "c.smi"]
        card.data.records = 1_234_567
        card.data.maximumLength = 100
        card.training.precision = "f32"
        var validation = ModelCard.Validation()
        validation.records = 999
        validation.negativeELBO = 23.456
        validation.reconstruction = 12.005
        validation.divergence = 11.451
        validation.perplexity = 1.999
        validation.mutualInformation = 6.5
        validation.activeUnits = 12
        card.validation = validation
        return card
    }

    @Test func theCardBeginsWithTheFrontMatterOfModelHubs() {
        let lines = Self.card.markdown.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            lines.prefix(9) == [
                "---", "library_name: isthmus", "pipeline_tag: text-generation", "tags:",
                "- isthmus", "- variational-autoencoder", "- smiles", "---", "",
            ]
        )
        #expect(lines.dropFirst(9).first == #"# rivers\_and\_\*hills\*"#)
    }

    @Test func everyNumberStandsWithItsUnit() {
        let text = Self.card.markdown
        for row in [
            "| Negative ELBO | 23.46 nats a sequence |",
            "| Reconstruction | 12.01 nats a sequence |",
            "| KL divergence | 11.45 nats a sequence |", "| Perplexity (bound) | 2.00 a token |",
            "| Mutual information | 6.50 nats |", "| Active units | 12 of 64 |",
            "| Sequences | 1,234,567 |", "| Vocabulary | 40 tokens (smiles) |",
            #"| Corpus | a\|b.smi, c.smi |"#, "| Longest sequence | 100 tokens |",
            "Measured on 999 sequences that were held out.",
        ] {
            #expect(text.contains(row), "\(row)")
        }
        #expect(!text.contains("Warning"))
    }

    @Test func theParametersAreCounted() {
        var card = ModelCard()
        card.sizes.vocabularySize = 5
        card.sizes.embeddingSize = 2
        card.sizes.encoderHiddenSize = 3
        card.sizes.isEncoderBidirectional = false
        card.sizes.decoderHiddenSize = 4
        card.sizes.latentDimension = 1
        // Embedding; encoder (weights and two biases of three gates); posterior; initial state;
        // decoder, whose input is embedding and code; output.
        let encoder = 9 * 2 + 9 * 3 + 18
        let decoder = 12 * 3 + 12 * 4 + 24
        #expect(card.parameterCount == 10 + encoder + (6 + 2) + (4 + 4) + decoder + (20 + 5))
    }

    @Test(arguments: [(0.4, 12), (3, 1), (.nan, 12)])
    func aCollapsedPosteriorIsSaidPlainly(information: Double, units: Int) {
        var card = Self.card
        card.validation?.mutualInformation = information
        card.validation?.activeUnits = units
        #expect(card.markdown.contains("**Warning: the posterior has collapsed.**"))
    }

    @Test func withoutValidationNothingIsClaimed() {
        var card = Self.card
        card.validation = nil
        #expect(card.markdown.contains("Nothing was held out, so nothing was measured."))
        #expect(!card.markdown.contains("nats"))
    }

    @Test func theCommandsAreThoseOfTheKind() {
        var card = Self.card
        for kind in ModelFolder.Kind.allCases {
            card.kind = kind
            let text = card.markdown
            for command in ["generate --model DIR -n 10", "interpolate", "reconstruct", "evaluate"]
            {
                #expect(text.contains("\nisthmus \(command)"))
            }
            #expect(text.contains("c1ccccc1") == (kind == .smiles))
        }
    }

    @Test func theCardIsTheFoldersReadMe() throws {
        let scratch = try Scratch()
        try ModelFolder(path: scratch.path).write(card: Self.card)
        #expect(try FileContents.readText(scratch.file("README.md")) == Self.card.markdown)
    }
}
