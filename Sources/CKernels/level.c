#include "CKernels.h"

static KernelLevel in_force = KernelBaseline;

KernelLevel kernel_level(void) { return in_force; }

#if defined(__x86_64__) && defined(__linux__)

void kernel_limit_level(KernelLevel highest) {
    __builtin_cpu_init();
    KernelLevel own = __builtin_cpu_supports("x86-64-v4")   ? KernelAVX512
                      : __builtin_cpu_supports("x86-64-v3") ? KernelAVX2
                                                            : KernelBaseline;
    in_force = own < highest ? own : highest;
}

__attribute__((constructor)) static void start(void) { kernel_limit_level(KernelAVX512); }

#else

void kernel_limit_level(KernelLevel highest) { (void)highest; }

#endif
