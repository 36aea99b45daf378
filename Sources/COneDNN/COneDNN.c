#include "COneDNN.h"

#include <dlfcn.h>
#include <dnnl.h>
#include <pthread.h>
#include <stdlib.h>

static dnnl_engine_t engine;

void onednn_use_calling_thread_only(void) {
    void (*set)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
    if (set) set(1);
}

void onednn_version(int *major, int *minor, int *patch) {
    const dnnl_version_t *version = dnnl_version();
    *major = version->major;
    *minor = version->minor;
    *patch = version->patch;
}

int onednn_limit_instructions(OneDNNInstructions highest) {
    const dnnl_cpu_isa_t levels[] = {
        [OneDNNSSE41] = dnnl_cpu_isa_sse41,
        [OneDNNAVX2] = dnnl_cpu_isa_avx2,
        [OneDNNAVX512] = dnnl_cpu_isa_avx512_core,
    };
    return dnnl_set_max_cpu_isa(levels[highest]);
}

int onednn_has_bfloat16(void) {
    return (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core_bf16) ==
           dnnl_cpu_isa_avx512_core_bf16;
}

int onednn_gemm(
    int transpose_a, int transpose_b, int accumulate, int64_t rows, int64_t columns, int64_t inner,
    const float *a, int64_t lda, const float *b, int64_t ldb, float *c, int64_t ldc) {
    return dnnl_sgemm(
        transpose_a ? 'T' : 'N', transpose_b ? 'T' : 'N', rows, columns, inner, 1.0f, a, lda, b,
        ldb, accumulate ? 1.0f : 0.0f, c, ldc);
}

/* Version 3 made memory descriptors opaque and merged operation and primitive descriptors. */
#if DNNL_VERSION_MAJOR >= 3
typedef dnnl_memory_desc_t Descriptor;
typedef const_dnnl_memory_desc_t BorrowedDescriptor;
#define DESCRIPTOR(d) (d)
static int describe(
    Descriptor *d, const dnnl_dims_t dims, dnnl_data_type_t type, dnnl_format_tag_t tag) {
    return dnnl_memory_desc_create_with_tag(d, 2, dims, type, tag);
}
static int describe_strides(
    Descriptor *d, const dnnl_dims_t dims, dnnl_data_type_t type, const dnnl_dims_t strides) {
    return dnnl_memory_desc_create_with_strides(d, 2, dims, type, strides);
}
static void forget(Descriptor *d) { dnnl_memory_desc_destroy(*d); }
static int own(Descriptor *d, const_dnnl_memory_desc_t borrowed) {
    return dnnl_memory_desc_clone(d, borrowed);
}
static size_t size_of(const Descriptor *d) { return dnnl_memory_desc_get_size(*d); }
static int equal(const Descriptor *a, const Descriptor *b) {
    return dnnl_memory_desc_equal(*a, *b);
}
#else
typedef dnnl_memory_desc_t Descriptor;
typedef const dnnl_memory_desc_t *BorrowedDescriptor;
#define DESCRIPTOR(d) (&(d))
static int describe(
    Descriptor *d, const dnnl_dims_t dims, dnnl_data_type_t type, dnnl_format_tag_t tag) {
    return dnnl_memory_desc_init_by_tag(d, 2, dims, type, tag);
}
static int describe_strides(
    Descriptor *d, const dnnl_dims_t dims, dnnl_data_type_t type, const dnnl_dims_t strides) {
    return dnnl_memory_desc_init_by_strides(d, 2, dims, type, strides);
}
static void forget(Descriptor *d) { (void)d; }
static int own(Descriptor *d, const dnnl_memory_desc_t *borrowed) {
    *d = *borrowed;
    return dnnl_success;
}
static size_t size_of(const Descriptor *d) { return dnnl_memory_desc_get_size(d); }
static int equal(const Descriptor *a, const Descriptor *b) { return dnnl_memory_desc_equal(a, b); }
#endif

/* The arguments of a packed product: memories that are made once and pointed to new contents. */
enum { LEFT, RIGHT, OUT, SPACE, ARGUMENTS };
typedef struct {
    /* The product that they are of; 0 for none. */
    uint64_t product;
    dnnl_memory_t memories[ARGUMENTS];
    void *contents[ARGUMENTS];
} Arguments;

/* A step of a layer has few products; more than these push each other out. */
enum { KEPT_ARGUMENTS = 256 };

/*
 * What a thread keeps: its stream, its products of any size, one for each transposition, adding
 * to the result or replacing it, and the arguments of packed products.
 */
typedef struct {
    dnnl_stream_t stream;
    dnnl_primitive_t products[8];
    Arguments arguments[KEPT_ARGUMENTS];
} Thread;

static pthread_key_t thread_key;

static void forget_arguments(Arguments *arguments) {
    for (int i = 0; i < ARGUMENTS; i++) {
        if (arguments->memories[i]) dnnl_memory_destroy(arguments->memories[i]);
    }
    *arguments = (Arguments){0};
}

static void forget_thread(void *state) {
    Thread *thread = state;
    for (int i = 0; i < KEPT_ARGUMENTS; i++) forget_arguments(&thread->arguments[i]);
    for (int i = 0; i < 8; i++) {
        if (thread->products[i]) dnnl_primitive_destroy(thread->products[i]);
    }
    if (thread->stream) dnnl_stream_destroy(thread->stream);
    free(thread);
}

__attribute__((constructor)) static void start(void) {
    dnnl_engine_create(&engine, dnnl_cpu, 0);
    pthread_key_create(&thread_key, forget_thread);
}

static Thread *this_thread(void) {
    Thread *thread = pthread_getspecific(thread_key);
    if (thread) return thread;
    thread = calloc(1, sizeof *thread);
    if (!thread) return NULL;
    pthread_setspecific(thread_key, thread);
    /* Executing on the CPU through a stream is synchronous. */
    dnnl_stream_create(&thread->stream, engine, dnnl_stream_default_flags);
    return thread;
}

static int execute(dnnl_primitive_t primitive, int count, const dnnl_exec_arg_t *arguments) {
    Thread *thread = this_thread();
    if (!thread || !thread->stream) return dnnl_out_of_memory;
    return dnnl_primitive_execute(primitive, thread->stream, count, arguments);
}

struct OneDNNProduct {
    /* Never that of another product, past or present; from 1. */
    uint64_t number;
    dnnl_primitive_t primitive;
    /* From weights in float, plain and transposed, to the packed layout; made when first needed. */
    dnnl_primitive_t packers[2];
    Descriptor a, packed, c, scratch;
    int64_t columns, inner;
};

/* Lets a primitive add to what its destination holds. */
static int add_to_destination(dnnl_primitive_attr_t attributes) {
    dnnl_post_ops_t after;
    int status = dnnl_post_ops_create(&after);
    if (status) return status;
#if DNNL_VERSION_MAJOR >= 3
    status = dnnl_post_ops_append_sum(after, 1.0f, 0, dnnl_data_type_undef);
#else
    status = dnnl_post_ops_append_sum(after, 1.0f);
#endif
    if (!status) status = dnnl_primitive_attr_set_post_ops(attributes, after);
    dnnl_post_ops_destroy(after);
    return status;
}

static int create_description(
    dnnl_primitive_desc_t *out, const Descriptor *a, const Descriptor *b, const Descriptor *c,
    dnnl_scratchpad_mode_t scratchpad, int accumulate) {
    dnnl_primitive_attr_t attributes;
    int status = dnnl_primitive_attr_create(&attributes);
    if (status) return status;
    dnnl_primitive_attr_set_scratchpad_mode(attributes, scratchpad);
    if (accumulate) status = add_to_destination(attributes);
#if DNNL_VERSION_MAJOR >= 3
    if (!status) {
        status = dnnl_matmul_primitive_desc_create(out, engine, *a, *b, NULL, *c, attributes);
    }
#else
    dnnl_matmul_desc_t operation;
    if (!status) status = dnnl_matmul_desc_init(&operation, a, b, NULL, c);
    if (!status) status = dnnl_primitive_desc_create(out, &operation, attributes, engine, NULL);
#endif
    dnnl_primitive_attr_destroy(attributes);
    return status;
}

static int build(OneDNNProduct *p, const Descriptor *b) {
    dnnl_primitive_desc_t description;
    int status = create_description(
        &description, &p->a, b, &p->c, dnnl_scratchpad_mode_user, 0);
    if (status) return status;
    status = own(&p->packed, dnnl_primitive_desc_query_md(description, dnnl_query_weights_md, 0));
    if (!status) {
        status = own(
            &p->scratch, dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0));
    }
    if (!status) status = dnnl_primitive_create(&p->primitive, description);
    dnnl_primitive_desc_destroy(description);
    return status;
}

OneDNNProduct *onednn_product_create(
    int64_t rows, int64_t columns, int64_t inner, OneDNNType type) {
    static _Atomic uint64_t made;
    OneDNNProduct *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    p->number = ++made;
    dnnl_data_type_t operand = type == OneDNNBFloat16 ? dnnl_bf16 : dnnl_f32;
    dnnl_dims_t a = {rows, inner}, b = {inner, columns}, c = {rows, columns};
    p->columns = columns;
    p->inner = inner;
    Descriptor any;
    int status = describe(&p->a, a, operand, dnnl_ab);
    if (!status) status = describe(&any, b, operand, dnnl_format_tag_any);
    if (!status) status = describe(&p->c, c, dnnl_f32, dnnl_ab);
    if (!status) {
        status = build(p, &any);
        forget(&any);
    }
    if (!status) return p;
    onednn_product_destroy(p);
    return NULL;
}

void onednn_product_destroy(OneDNNProduct *p) {
    if (!p) return;
    for (int i = 0; i < 2; i++) {
        if (p->packers[i]) dnnl_primitive_destroy(p->packers[i]);
    }
    if (p->primitive) {
        dnnl_primitive_destroy(p->primitive);
        forget(&p->packed);
        forget(&p->scratch);
        forget(&p->a);
        forget(&p->c);
    }
    free(p);
}

size_t onednn_product_packed_size(const OneDNNProduct *p) { return size_of(&p->packed); }
size_t onednn_product_scratch_size(const OneDNNProduct *p) { return size_of(&p->scratch); }

int onednn_product_same_packing(const OneDNNProduct *a, const OneDNNProduct *b) {
    return equal(&a->packed, &b->packed);
}

static int describe_weights(const OneDNNProduct *p, int transposed, Descriptor *plain) {
    dnnl_dims_t dims = {p->inner, p->columns};
    return describe(plain, dims, dnnl_f32, transposed ? dnnl_ba : dnnl_ab);
}

int onednn_product_prepare_packing(OneDNNProduct *p, int transposed) {
    dnnl_primitive_t *packer = &p->packers[transposed ? 1 : 0];
    if (*packer) return dnnl_success;
    Descriptor plain;
    int status = describe_weights(p, transposed, &plain);
    if (status) return status;
    dnnl_primitive_desc_t description;
    status = dnnl_reorder_primitive_desc_create(
        &description, DESCRIPTOR(plain), engine, DESCRIPTOR(p->packed), engine, NULL);
    if (!status) {
        status = dnnl_primitive_create(packer, description);
        dnnl_primitive_desc_destroy(description);
    }
    forget(&plain);
    return status;
}

int onednn_product_pack(
    const OneDNNProduct *p, const float *weights, int transposed, void *packed) {
    dnnl_primitive_t packer = p->packers[transposed ? 1 : 0];
    if (!packer) return dnnl_invalid_arguments;
    Descriptor plain;
    int status = describe_weights(p, transposed, &plain);
    if (status) return status;
    dnnl_memory_t from = NULL, to = NULL;
    status = dnnl_memory_create(&from, DESCRIPTOR(plain), engine, (void *)weights);
    if (!status) status = dnnl_memory_create(&to, DESCRIPTOR(p->packed), engine, packed);
    if (!status) {
        dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}};
        status = execute(packer, 2, arguments);
    }
    if (to) dnnl_memory_destroy(to);
    if (from) dnnl_memory_destroy(from);
    forget(&plain);
    return status;
}

/* The thread's arguments of a product, with no contents unless they were used before. */
static int arguments_of(Thread *thread, const OneDNNProduct *p, Arguments **out) {
    Arguments *arguments = &thread->arguments[p->number % KEPT_ARGUMENTS];
    *out = arguments;
    if (arguments->product == p->number) return dnnl_success;
    forget_arguments(arguments);
    const Descriptor *descriptors[ARGUMENTS] = {
        [LEFT] = &p->a, [RIGHT] = &p->packed, [OUT] = &p->c, [SPACE] = &p->scratch};
    int status = dnnl_success;
    for (int i = 0; i < ARGUMENTS && !status; i++) {
        status = dnnl_memory_create(
            &arguments->memories[i], DESCRIPTOR(*descriptors[i]), engine, DNNL_MEMORY_NONE);
    }
    if (!status) arguments->product = p->number;
    return status;
}

static int point(Arguments *arguments, int i, const void *contents) {
    if (arguments->contents[i] == contents) return dnnl_success;
    int status = dnnl_memory_set_data_handle(arguments->memories[i], (void *)contents);
    arguments->contents[i] = status ? NULL : (void *)contents;
    return status;
}

int onednn_product_execute(
    const OneDNNProduct *p, const void *a, const void *packed, float *c, void *scratch) {
    Thread *thread = this_thread();
    if (!thread || !thread->stream) return dnnl_out_of_memory;
    Arguments *arguments;
    int status = arguments_of(thread, p, &arguments);
    if (!status) status = point(arguments, LEFT, a);
    if (!status) status = point(arguments, RIGHT, packed);
    if (!status) status = point(arguments, OUT, c);
    if (!status) status = point(arguments, SPACE, scratch);
    if (status) return status;
    const dnnl_memory_t *memories = arguments->memories;
    dnnl_exec_arg_t list[] = {
        {DNNL_ARG_SRC, memories[LEFT]}, {DNNL_ARG_WEIGHTS, memories[RIGHT]},
        {DNNL_ARG_DST, memories[OUT]}, {DNNL_ARG_SCRATCHPAD, memories[SPACE]}};
    return dnnl_primitive_execute(p->primitive, thread->stream, 4, list);
}

/* A matrix in bfloat16 (or C, in float) seen plainly or transposed; `any` leaves the size open. */
static int describe_matrix(
    Descriptor *d, int64_t rows, int64_t columns, dnnl_data_type_t type, int transposed,
    int64_t leading, int any) {
    dnnl_dims_t dims = {rows, columns}, strides = {leading, leading};
    if (any) {
        dims[0] = dims[1] = DNNL_RUNTIME_DIM_VAL;
        strides[0] = strides[1] = DNNL_RUNTIME_DIM_VAL;
    }
    strides[transposed ? 0 : 1] = 1;
    return describe_strides(d, dims, type, strides);
}

static int create_open_product(
    dnnl_primitive_t *out, int transpose_a, int transpose_b, int accumulate) {
    Descriptor a, b, c;
    int status = describe_matrix(&a, 0, 0, dnnl_bf16, transpose_a, 0, 1);
    if (status) return status;
    status = describe_matrix(&b, 0, 0, dnnl_bf16, transpose_b, 0, 1);
    if (!status) {
        status = describe_matrix(&c, 0, 0, dnnl_f32, 0, 0, 1);
        if (!status) {
            dnnl_primitive_desc_t description;
            status = create_description(
                &description, &a, &b, &c, dnnl_scratchpad_mode_library, accumulate);
            if (!status) {
                status = dnnl_primitive_create(out, description);
                dnnl_primitive_desc_destroy(description);
            }
            forget(&c);
        }
        forget(&b);
    }
    forget(&a);
    return status;
}

static int create_matrix(
    dnnl_memory_t *out, int64_t rows, int64_t columns, dnnl_data_type_t type, int transposed,
    int64_t leading, void *contents) {
    Descriptor d;
    int status = describe_matrix(&d, rows, columns, type, transposed, leading, 0);
    if (status) return status;
    status = dnnl_memory_create(out, DESCRIPTOR(d), engine, contents);
    forget(&d);
    return status;
}

int onednn_gemm_bfloat16(
    int transpose_a, int transpose_b, int accumulate, int64_t rows, int64_t columns, int64_t inner,
    const uint16_t *a, int64_t lda, const uint16_t *b, int64_t ldb, float *c, int64_t ldc) {
    Thread *thread = this_thread();
    if (!thread) return dnnl_out_of_memory;
    int kind = (accumulate ? 4 : 0) + (transpose_a ? 2 : 0) + (transpose_b ? 1 : 0);
    dnnl_primitive_t *product = &thread->products[kind];
    int status = *product ? 0 : create_open_product(product, transpose_a, transpose_b, accumulate);
    dnnl_memory_t left = NULL, right = NULL, out = NULL;
    if (!status) {
        status = create_matrix(&left, rows, inner, dnnl_bf16, transpose_a, lda, (void *)a);
    }
    if (!status) {
        status = create_matrix(&right, inner, columns, dnnl_bf16, transpose_b, ldb, (void *)b);
    }
    if (!status) status = create_matrix(&out, rows, columns, dnnl_f32, 0, ldc, c);
    if (!status) {
        dnnl_exec_arg_t arguments[] = {
            {DNNL_ARG_SRC, left}, {DNNL_ARG_WEIGHTS, right}, {DNNL_ARG_DST, out}};
        status = execute(*product, 3, arguments);
    }
    if (out) dnnl_memory_destroy(out);
    if (right) dnnl_memory_destroy(right);
    if (left) dnnl_memory_destroy(left);
    return status;
}
