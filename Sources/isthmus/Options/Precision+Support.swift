import Tensors

extension Precision {
    /// Refuses numerics that this processor has no instructions for.
    func requireSupport() throws {
        guard self == .bfloat16, !CPUBackend.hasNativeBFloat16 else { return }
        throw ToolError.usage(
            "--precision bf16: this processor does not multiply bfloat16; use f32 or auto"
        )
    }
}
