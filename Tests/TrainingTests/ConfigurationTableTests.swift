import Checkpoints
import JSONText
import Testing
import Training

@Suite struct ConfigurationTableTests {
    static let table = TrainingConfiguration.table

    /// Sets keys, and returns what was said against them.
    static func complaint(_ assignment: String) -> String? {
        var configuration = TrainingConfiguration()
        do {
            try table.set(assignment: assignment, in: &configuration)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func everySettingIsReadBack() throws {
        var configuration = TrainingConfiguration()
        for assignment in [
            "model.cell=lstm", "model.latent_dimension=7", "model.encoder_bidirectional=false",
            "objective.schedule=cyclical", "objective.beta=0.1", "optimizer.learning_rate=3e-4",
            "data.kind=smiles", "data.tokenizer=1", "training.seed=9223372036854775807",
            "checkpoint.keep=5",
        ] {
            try Self.table.set(assignment: assignment, in: &configuration)
        }
        let text = JSONValue.object(Self.table.object(of: configuration)).serialized(pretty: true)
        let parsed = try #require(try JSONValue(parsing: Array(text.utf8)).object)
        var copy = TrainingConfiguration()
        try Self.table.apply(parsed, to: &copy)
        #expect(copy == configuration)
        #expect(copy.training.seed == .max)
        #expect(copy.optimizer.learningRate == 3e-4)
    }

    @Test func everyKeyAcceptsItsDefaultAndIsDocumented() throws {
        let configuration = TrainingConfiguration()
        for key in Self.table.keys {
            var copy = configuration
            try key.write(&copy, key.read(configuration))
            #expect(copy == configuration, "\(key.name)")
            #expect(!key.documentation.isEmpty)
            #expect(key.name == key.name.lowercased() && key.name.split(separator: ".").count == 2)
        }
        #expect(Set(Self.table.keys.map(\.name)).count == Self.table.keys.count)
    }

    @Test func anUnknownKeyIsAnErrorWithASuggestion() {
        let list = " (isthmus train --print-config lists all keys)"
        for (key, wanted) in [
            ("model.latent_dimensions", "model.latent_dimension"),
            ("optimiser.learning_rate", "optimizer.learning_rate"),
            ("learning_rate", "optimizer.learning_rate"), ("freebits", "objective.free_bits"),
            ("objective.word_droput", "objective.word_dropout"),
        ] {
            #expect(
                Self.complaint("\(key)=1")
                    == "unknown configuration key '\(key)'; did you mean '\(wanted)'?\(list)"
            )
        }
        #expect(Self.complaint("zzzzzz=1") == "unknown configuration key 'zzzzzz'\(list)")
    }

    @Test(arguments: [
        (
            "model.latent_dimension=0",
            "model.latent_dimension = 0: it must be a whole number from 1 to 65536"
        ),
        (
            "model.latent_dimension=1.5",
            "model.latent_dimension = 1.5: it must be a whole number from 1 to 65536"
        ),
        (
            "training.epochs=99999999999999999999",
            "training.epochs = 99999999999999999999: it must be a whole number from 1 to 1000000"
        ),
        ("objective.beta=-1", "objective.beta = -1: it must be a number from 0.0 to 1000.0"),
        ("objective.beta=nan", "objective.beta = \"nan\": it must be a number from 0.0 to 1000.0"),
        (
            "model.encoder_bidirectional=yes",
            "model.encoder_bidirectional = \"yes\": it must be true or false"
        ),
        ("model.cell=rnn", "model.cell = \"rnn\": it must be one of gru, lstm"),
        ("model.cell", "'model.cell' is not of the form KEY=VALUE"),
    ])
    func aWrongValueIsNamedWithWhatIsRight(assignment: String, text: String) {
        #expect(Self.complaint(assignment)?.hasSuffix(text) == true)
    }

    @Test func textMayLookLikeAnything() throws {
        for text in ["", "a=b", "[1", "{}", "word", "null", "true", "1e3"] {
            var configuration = TrainingConfiguration()
            try Self.table.set(assignment: "data.tokenizer=\(text)", in: &configuration)
            #expect(configuration.data.tokenizer == text)
        }
    }

    @Test func anUnknownSectionOrAnArrayIsNamed() throws {
        for (json, key) in [
            (#"{"modle":{"cell":"gru"}}"#, "modle.cell"),
            (#"{"model":{"a":{"b":1}}}"#, "model.a.b"),
            (#"{"model":1}"#, "model"),
        ] {
            var configuration = TrainingConfiguration()
            let object = try #require(try JSONValue(parsing: Array(json.utf8)).object)
            let error = #expect(throws: ConfigurationError.self) {
                try Self.table.apply(object, to: &configuration)
            }
            #expect(error?.description.contains("'\(key)'") == true)
        }
    }

    @Test func differencesAreTheKeysThatDiffer() throws {
        let configuration = TrainingConfiguration()
        var other = configuration
        #expect(Self.table.differences(configuration, other).isEmpty)
        try Self.table.set(assignment: "training.seed=2", in: &other)
        try Self.table.set(assignment: "model.cell=lstm", in: &other)
        #expect(
            Self.table.differences(configuration, other).map(\.name)
                == ["model.cell", "training.seed"]
        )
    }
}
