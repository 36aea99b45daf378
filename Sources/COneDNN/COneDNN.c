#include "COneDNN.h"

#include <dlfcn.h>
#include <dnnl.h>
#include <stdlib.h>

static dnnl_engine_t engine;

__attribute__((constructor)) static void create_engine(void) {
    dnnl_engine_create(&engine, dnnl_cpu, 0);
}

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

int onednn_has_bfloat16(void) {
    return (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core_bf16) ==
           dnnl_cpu_isa_avx512_core_bf16;
}

int onednn_gemm(
    int transpose_a, int transpose_b, int64_t rows, int64_t columns, int64_t inner, const float *a,
    int64_t lda, const float *b, int64_t ldb, float beta, float *c, int64_t ldc) {
    return dnnl_sgemm(
        transpose_a ? 'T' : 'N', transpose_b ? 'T' : 'N', rows, columns, inner, 1.0f, a, lda, b,
        ldb, beta, c, ldc);
}

/* A stream of the calling thread: executing on the CPU through it is synchronous. */
static dnnl_stream_t thread_stream(void) {
    static _Thread_local dnnl_stream_t stream;
    if (!stream) dnnl_stream_create(&stream, engine, dnnl_stream_default_flags);
    return stream;
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
static void forget(Descriptor *d) { (void)d; }
static int own(Descriptor *d, const dnnl_memory_desc_t *borrowed) {
    *d = *borrowed;
    return dnnl_success;
}
static size_t size_of(const Descriptor *d) { return dnnl_memory_desc_get_size(d); }
static int equal(const Descriptor *a, const Descriptor *b) { return dnnl_memory_desc_equal(a, b); }
#endif

struct OneDNNProduct {
    dnnl_primitive_t primitive;
    Descriptor a, packed, c, scratch;
    int64_t columns, inner;
};

static int create_description(
    dnnl_primitive_desc_t *out, const Descriptor *a, const Descriptor *b, const Descriptor *c) {
    dnnl_primitive_attr_t attributes;
    int status = dnnl_primitive_attr_create(&attributes);
    if (status) return status;
    dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user);
#if DNNL_VERSION_MAJOR >= 3
    status = dnnl_matmul_primitive_desc_create(out, engine, *a, *b, NULL, *c, attributes);
#else
    dnnl_matmul_desc_t operation;
    status = dnnl_matmul_desc_init(&operation, a, b, NULL, c);
    if (!status) status = dnnl_primitive_desc_create(out, &operation, attributes, engine, NULL);
#endif
    dnnl_primitive_attr_destroy(attributes);
    return status;
}

static int build(OneDNNProduct *p, const Descriptor *b) {
    dnnl_primitive_desc_t description;
    int status = create_description(&description, &p->a, b, &p->c);
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
    OneDNNProduct *p = calloc(1, sizeof *p);
    if (!p) return NULL;
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

static int reorder(dnnl_memory_t from, dnnl_memory_t to) {
    dnnl_primitive_desc_t description;
    BorrowedDescriptor from_layout, to_layout;
    dnnl_memory_get_memory_desc(from, &from_layout);
    dnnl_memory_get_memory_desc(to, &to_layout);
    int status = dnnl_reorder_primitive_desc_create(
        &description, from_layout, engine, to_layout, engine, NULL);
    if (status) return status;
    dnnl_primitive_t primitive;
    status = dnnl_primitive_create(&primitive, description);
    dnnl_primitive_desc_destroy(description);
    if (status) return status;
    dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}};
    status = dnnl_primitive_execute(primitive, thread_stream(), 2, arguments);
    dnnl_primitive_destroy(primitive);
    return status;
}

int onednn_product_pack(
    const OneDNNProduct *p, const float *weights, int transposed, void *packed) {
    dnnl_dims_t dims = {p->inner, p->columns};
    Descriptor plain;
    int status = describe(&plain, dims, dnnl_f32, transposed ? dnnl_ba : dnnl_ab);
    if (status) return status;
    dnnl_memory_t from = NULL, to = NULL;
    status = dnnl_memory_create(&from, DESCRIPTOR(plain), engine, (void *)weights);
    if (!status) status = dnnl_memory_create(&to, DESCRIPTOR(p->packed), engine, packed);
    if (!status) status = reorder(from, to);
    if (to) dnnl_memory_destroy(to);
    if (from) dnnl_memory_destroy(from);
    forget(&plain);
    return status;
}

int onednn_product_execute(
    const OneDNNProduct *p, const void *a, const void *packed, float *c, void *scratch) {
    dnnl_memory_t left = NULL, right = NULL, out = NULL, space = NULL;
    int status = dnnl_memory_create(&left, DESCRIPTOR(p->a), engine, (void *)a);
    if (!status) status = dnnl_memory_create(&right, DESCRIPTOR(p->packed), engine, (void *)packed);
    if (!status) status = dnnl_memory_create(&out, DESCRIPTOR(p->c), engine, c);
    if (!status) status = dnnl_memory_create(&space, DESCRIPTOR(p->scratch), engine, scratch);
    if (!status) {
        dnnl_exec_arg_t arguments[] = {
            {DNNL_ARG_SRC, left}, {DNNL_ARG_WEIGHTS, right}, {DNNL_ARG_DST, out},
            {DNNL_ARG_SCRATCHPAD, space}};
        status = dnnl_primitive_execute(p->primitive, thread_stream(), 4, arguments);
    }
    if (space) dnnl_memory_destroy(space);
    if (out) dnnl_memory_destroy(out);
    if (right) dnnl_memory_destroy(right);
    if (left) dnnl_memory_destroy(left);
    return status;
}
