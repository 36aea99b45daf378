import Checkpoints
import Corpora
import DurableFiles
import JSONText
import Molecules
import Tokenization
import Training

extension ExitStatus {
    /// The exit code that an error leads to: the one place that decides it.
    init(of error: any Error) {
        switch error {
        case let error as ToolError: self = error.status
        case is OutputClosed: self = .success
        case let error as FileError: self = Self.status(of: error)
        case is CorpusError, is MoleculeError, is ModelFolderError: self = .badData
        case is SafetensorsError, is JSONError: self = .badData
        case is TokenizerFormatError, is SentencePieceFormatError: self = .badData
        case is ConfigurationError: self = .usage
        case TrainingError.emptyCorpus: self = .badData
        default: self = .failure
        }
    }

    private static func status(of error: FileError) -> ExitStatus {
        switch (error.operation, error.cause) {
        case (_, .invalidUTF8), (_, .tooLarge): .badData
        case (.open, .missing), (.open, .permissionDenied), (.open, .notADirectory): .noInput
        case (.open, .unusablePath), (.open, .isDirectory), (.read, .isDirectory): .noInput
        default: .inputOutput
        }
    }
}
