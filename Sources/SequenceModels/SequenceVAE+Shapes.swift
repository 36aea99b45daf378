internal import Tensors

extension SequenceVAE {
    /// The name and shape of every parameter that a model of these sizes has, in order: what a
    /// file of weights is held against before a model is made.
    package static func parameterShapes(
        _ configuration: Configuration
    ) -> [(name: String, shape: [Int])] {
        let c = configuration
        let directions = c.isEncoderBidirectional ? 2 : 1
        return [("embedding.weight", [c.vocabularySize, c.embeddingSize])]
            + recurrentShapes(
                "encoder",
                c,
                input: c.embeddingSize,
                hidden: c.encoderHiddenSize,
                layers: c.encoderLayerCount,
                directions: directions
            )
            + linearShapes(
                "encoder.posterior",
                directions * c.encoderHiddenSize,
                2 * c.latentDimension
            )
            + linearShapes("decoder.initial_state", c.latentDimension, c.decoderHiddenSize)
            + recurrentShapes(
                "decoder",
                c,
                input: c.embeddingSize + c.latentDimension,
                hidden: c.decoderHiddenSize,
                layers: c.decoderLayerCount,
                directions: 1
            )
            + linearShapes("decoder.output", c.decoderHiddenSize, c.vocabularySize)
    }

    private static func linearShapes(
        _ name: String,
        _ input: Int,
        _ output: Int
    ) -> [(name: String, shape: [Int])] {
        [("\(name).weight", [output, input]), ("\(name).bias", [output])]
    }

    private static func recurrentShapes(
        _ prefix: String,
        _ c: Configuration,
        input: Int,
        hidden: Int,
        layers: Int,
        directions: Int
    ) -> [(name: String, shape: [Int])] {
        let width = c.cell.gateCount * hidden
        return (0..<layers).flatMap { layer in
            (0..<directions).flatMap { direction in
                let suffix = "l\(layer)" + (direction == 1 ? "_reverse" : "")
                return [
                    (
                        "\(prefix).weight_ih_\(suffix)",
                        [width, layer == 0 ? input : directions * hidden]
                    ),
                    ("\(prefix).weight_hh_\(suffix)", [width, hidden]),
                    ("\(prefix).bias_ih_\(suffix)", [width]),
                    ("\(prefix).bias_hh_\(suffix)", [width]),
                ]
            }
        }
    }
}
