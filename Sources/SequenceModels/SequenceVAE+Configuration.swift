public import Tensors

extension SequenceVAE {
    /// The sizes of a model: what its weights depend on, and nothing else.
    public struct Configuration: Hashable, Sendable {
        /// The kind of recurrent cell of both networks.
        public var cell: RecurrentCell = .gru
        /// V, with the four special tokens.
        public var vocabularySize = 0
        /// E; encoder and decoder share the embedding.
        public var embeddingSize = 128
        /// Hidden units of the encoder, of one direction.
        public var encoderHiddenSize = 256
        /// Layers of the encoder.
        public var encoderLayerCount = 1
        /// Whether the encoder reads in both directions.
        public var isEncoderBidirectional = true
        /// Hidden units of the decoder.
        public var decoderHiddenSize = 256
        /// Layers of the decoder.
        public var decoderLayerCount = 1
        /// Z.
        public var latentDimension = 64

        /// Creates the sizes of the preset `small`, still without a vocabulary.
        public init() {}

        /// What is wrong with the sizes, or nil.
        public var problem: String? {
            let sizes = [
                ("vocabularySize", vocabularySize, 5), ("embeddingSize", embeddingSize, 1),
                ("encoderHiddenSize", encoderHiddenSize, 1),
                ("encoderLayerCount", encoderLayerCount, 1),
                ("decoderHiddenSize", decoderHiddenSize, 1),
                ("decoderLayerCount", decoderLayerCount, 1),
                ("latentDimension", latentDimension, 1),
            ]
            for (name, value, minimum) in sizes where value < minimum || value > 1 << 24 {
                return "\(name) is \(value); it must be at least \(minimum) and at most 16777216"
            }
            return nil
        }
    }
}
