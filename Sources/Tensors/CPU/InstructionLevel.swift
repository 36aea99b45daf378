internal import CKernels
internal import COneDNN

/// The vector instructions that ``CPUBackend`` may use.
///
/// Each is a set that processors of some years have: results differ between levels by rounding,
/// and are the same, bit for bit, within one.
package enum InstructionLevel: String, CaseIterable, Sendable {
    /// What every x86-64 processor has (oneDNN also uses SSE4.1, where the processor has it).
    case baseline

    /// AVX2 and FMA.
    case avx2

    /// AVX-512, without its instructions for bfloat16.
    case avx512

    /// Keeps this process below what its processor has, to try there what runs on others.
    ///
    /// - Returns: Whether oneDNN follows, which it does only before its first product.
    package func limitProcess() -> Bool {
        let (kernels, products): (KernelLevel, OneDNNInstructions) =
            switch self {
            case .baseline: (KernelBaseline, OneDNNSSE41)
            case .avx2: (KernelAVX2, OneDNNAVX2)
            case .avx512: (KernelAVX512, OneDNNAVX512)
            }
        kernel_limit_level(kernels)
        return onednn_limit_instructions(products) == 0
    }

    /// The level of the vector kernels in this process.
    package static var current: InstructionLevel {
        switch kernel_level() {
        case KernelAVX512: .avx512
        case KernelAVX2: .avx2
        default: .baseline
        }
    }
}
