package import SequenceModels
internal import Tensors

extension SequenceVAE.Configuration {
    /// The settings of a model, without their section.
    package static let keys: [ConfigurationKey<Self>] = [
        .choice("cell", \.cell, "kind of recurrent cell"),
        .integer(
            "embedding_size",
            \.embeddingSize,
            0...65536,
            "numbers a token; 0: as many as words"
        ),
        .integer(
            "encoder_hidden_size",
            \.encoderHiddenSize,
            1...65536,
            "encoder units, a direction"
        ),
        .integer("encoder_layers", \.encoderLayerCount, 1...16, "encoder layers"),
        .boolean("encoder_bidirectional", \.isEncoderBidirectional, "encoder reads both ways"),
        .integer("decoder_hidden_size", \.decoderHiddenSize, 1...65536, "decoder units"),
        .integer("decoder_layers", \.decoderLayerCount, 1...16, "decoder layers"),
        .integer("latent_dimension", \.latentDimension, 1...65536, "numbers a code z"),
    ]
}
