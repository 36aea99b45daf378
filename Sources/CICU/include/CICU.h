#pragma once

// What this project needs of ICU, behind types and names of its own.
//
// ICU's headers rename every function with a version suffix by macro, and declare types that
// clash with Foundation's copy of ICU, so Swift must not see them: only this file is visible.
// All text is UTF-8. Ill-formed bytes never trap; each ill-formed sequence counts as U+FFFD.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The version of ICU that is linked, "72.1", and that of its Unicode data, "15.0".
const char *cicu_version(void);
const char *cicu_unicode_version(void);

// MARK: - Transforms

/// Transformed text, with the runs that say where it came from.
typedef struct CICUText CICUText;

/// A run of text: `source` bytes became `result` bytes; equal content unless `changed`.
typedef struct {
    int32_t source, result, changed;
} CICURun;

typedef enum { CICU_NFC, CICU_NFD, CICU_NFKC, CICU_NFKD } CICUForm;

/// Whether the text is in the form; 1 yes, 0 no or undecidable because of an error.
int cicu_is_normalized(CICUForm form, const uint8_t *text, size_t count);

/// Each returns NULL when ICU fails: out of memory, or no data for the form.
CICUText *cicu_normalize(CICUForm form, const uint8_t *text, size_t count);
CICUText *cicu_lowercase(const char *locale, const uint8_t *text, size_t count);
CICUText *cicu_fold_case(const uint8_t *text, size_t count);
/// Transliterates by ICU's rules of a name, such as "Any-Latin"; the result has no runs.
CICUText *cicu_transliterate(const char *rules, const uint8_t *text, size_t count);

const uint8_t *cicu_text_bytes(const CICUText *text, size_t *count);
const CICURun *cicu_text_runs(const CICUText *text, size_t *count);
void cicu_text_free(CICUText *text);

// MARK: - Segmentation

typedef enum { CICU_WORDS, CICU_SENTENCES, CICU_GRAPHEMES } CICUBoundary;

/// A break iterator for one kind of boundary and one locale; not for use by two threads at once.
typedef struct CICUBreaker CICUBreaker;

typedef struct {
    /// Where the segment ends, in bytes; it starts where the one before ends.
    int32_t end;
    /// ICU's rule status: for words 0 none, 100 number, 200 letter, 300 kana, 400 ideographic.
    int32_t status;
} CICUSegment;

/// Takes a breaker out of a pool, or opens one; safe from any thread. NULL when ICU fails.
CICUBreaker *cicu_breaker_acquire(CICUBoundary boundary, const char *locale);
void cicu_breaker_release(CICUBreaker *breaker);
/// Whether a locale has rules other than the root's.
int cicu_breaker_is_tailored(CICUBoundary boundary, const char *locale);
/// Returns the segments, valid until the next call, or NULL when there are none or ICU fails.
const CICUSegment *cicu_breaker_segments(
    CICUBreaker *breaker, const uint8_t *text, int32_t count, size_t *segment_count);

/// The abbreviations of CLDR after which a sentence of a locale goes on, each with a line end after it;
/// NULL where there are none.
CICUText *cicu_abbreviations(const char *locale);

// MARK: - Characters

/// The general category, in ICU's numbering (0 unassigned ... 29 final punctuation).
int32_t cicu_general_category(uint32_t scalar);
int cicu_is_alphabetic(uint32_t scalar);
int cicu_is_white_space(uint32_t scalar);
/// Word_Break, in ICU's numbering, and whether words in this script need a dictionary.
int32_t cicu_word_break(uint32_t scalar);
int cicu_needs_dictionary(uint32_t scalar);
int cicu_is_pictographic(uint32_t scalar);
/// Whether the character is written from right to left.
int cicu_is_right_to_left(uint32_t scalar);
/// The four-letter name of the script, "Latn", "Zyyy" for common characters.
const char *cicu_script(uint32_t scalar);

/// The script of a character in ICU's numbering, the name of such a number, and the number for a
/// name, "Latn" or "Latin"; -1 when there is none.
int32_t cicu_script_code(uint32_t scalar);
const char *cicu_script_name(int32_t code);
int32_t cicu_script_named(const char *name);

/// The major version of Unicode that first had the character; 0 for none.
int32_t cicu_age(uint32_t scalar);

/// Writes what the character looks like by Unicode's table of confusable characters (UTS 39):
/// equal for two characters that look alike. Returns the length, 0 when ICU fails.
size_t cicu_skeleton(uint32_t scalar, uint32_t *skeleton, size_t capacity);

// MARK: - Sets of characters

/// A set of characters as ranges that ascend: the first and the last character of each.
typedef struct CICUSet CICUSet;

/// The characters with a property, by what ICU's `\p{...}` takes; NULL when there is none so named.
CICUSet *cicu_set_with_property(const char *name);
/// The characters of ranges, and those that are the same but for case; NULL when memory is short.
CICUSet *cicu_set_closed_over_case(const uint32_t *limits, size_t range_count);
const uint32_t *cicu_set_limits(const CICUSet *set, size_t *range_count);
void cicu_set_free(CICUSet *set);

// MARK: - Charsets

/// A converter from one charset to UTF-8, fed piece by piece.
typedef struct CICUConverter CICUConverter;

/// NULL when ICU does not know the charset.
CICUConverter *cicu_converter_open(const char *charset);
/// Converts the next bytes; `last` says that none follow. Returns NULL at bytes that are not of
/// the charset: `*fault` is then where they start, counted from the first byte ever fed.
CICUText *cicu_converter_feed(
    CICUConverter *converter, const uint8_t *bytes, size_t count, int last, int64_t *fault);

/// Bytes that are not of a charset: where they start, counted from the first byte ever fed, and
/// where the byte 0xFF stands for them in the text.
typedef struct {
    int64_t source, result;
} CICUWrongBytes;

/// Converts the next bytes, and puts 0xFF, which UTF-8 never has, in the place of wrong ones.
/// Writes the first `capacity` places. Returns NULL when memory is short.
CICUText *cicu_converter_feed_marking(
    CICUConverter *converter, const uint8_t *bytes, size_t count, int last, CICUWrongBytes *wrong,
    size_t capacity, size_t *wrong_count);
void cicu_converter_close(CICUConverter *converter);

/// The IANA name of a charset, or NULL when it cannot be converted.
const char *cicu_canonical_charset(const char *charset);
/// A charset that bytes may be of; `confidence` is 0 to 100.
typedef struct {
    const char *name;
    int32_t confidence;
} CICUCharsetMatch;

/// Guesses charsets, the likeliest first; returns how many were written.
size_t cicu_detect_charsets(
    const uint8_t *bytes, int32_t count, CICUCharsetMatch *matches, size_t capacity);

// MARK: - Languages

/// Writes the English name of a locale's language; returns its length, 0 where ICU knows none.
size_t cicu_language_name(const char *locale, char *name, size_t capacity);
/// Writes a mark of quotation, outer or inner, start or end; returns its length, 0 on failure.
size_t cicu_quotation_mark(
    const char *locale, int is_inner, int is_end, char *mark, size_t capacity);

#ifdef __cplusplus
}
#endif
