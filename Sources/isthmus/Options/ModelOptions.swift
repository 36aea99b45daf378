import ArgumentParser
import Checkpoints
import Tensors

/// The model that a command uses.
struct ModelOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The folder of a model that 'isthmus train' made.", valueName: "dir")
    )
    var model: String

    /// Reads the model.
    func load(on backend: any Backend) throws -> LoadedModel {
        let folder = ModelFolder(path: model)
        guard folder.exists else {
            throw ToolError(
                .noInput,
                "no model at '\(model)': there is no config.json; give the folder that "
                    + "'isthmus train --out' wrote"
            )
        }
        return try LoadedModel(contents: try folder.load(on: backend))
    }
}
