#include "CICU.h"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/rbbi.h>
#include <unicode/stringoptions.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/uniset.h>
#include <unicode/ures.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <vector>

struct CICUText {
    std::string bytes;
    std::vector<CICURun> runs;
};

const char *cicu_version(void) { return U_ICU_VERSION; }
const char *cicu_unicode_version(void) { return U_UNICODE_VERSION; }

// MARK: - Transforms

namespace {

icu::StringPiece piece(const uint8_t *text, size_t count) {
    return icu::StringPiece(reinterpret_cast<const char *>(text), static_cast<int32_t>(count));
}

const icu::Normalizer2 *normalizer(CICUForm form) {
    UErrorCode status = U_ZERO_ERROR;
    switch (form) {
    case CICU_NFC: return icu::Normalizer2::getNFCInstance(status);
    case CICU_NFD: return icu::Normalizer2::getNFDInstance(status);
    case CICU_NFKC: return icu::Normalizer2::getNFKCInstance(status);
    case CICU_NFKD: return icu::Normalizer2::getNFKDInstance(status);
    }
    return nullptr;
}

/// Runs a transform that writes to a sink and records its edits, and gathers both.
template <typename Transform> CICUText *transformed(size_t count, Transform transform) noexcept {
    if (count > INT32_MAX) return nullptr;
    try {
        auto result = std::make_unique<CICUText>();
        icu::StringByteSink<std::string> sink(&result->bytes, static_cast<int32_t>(count));
        icu::Edits edits;
        UErrorCode status = U_ZERO_ERROR;
        transform(sink, edits, status);
        if (U_FAILURE(status)) return nullptr;
        for (auto each = edits.getFineIterator(); each.next(status);)
            result->runs.push_back({each.oldLength(), each.newLength(), each.hasChange()});
        return U_FAILURE(status) ? nullptr : result.release();
    } catch (...) {
        return nullptr;
    }
}

} // namespace

int cicu_is_normalized(CICUForm form, const uint8_t *text, size_t count) {
    const auto *rules = normalizer(form);
    UErrorCode status = U_ZERO_ERROR;
    return rules && count <= INT32_MAX && rules->isNormalizedUTF8(piece(text, count), status)
        && U_SUCCESS(status);
}

CICUText *cicu_normalize(CICUForm form, const uint8_t *text, size_t count) {
    const auto *rules = normalizer(form);
    if (!rules) return nullptr;
    return transformed(count, [&](icu::ByteSink &sink, icu::Edits &edits, UErrorCode &status) {
        rules->normalizeUTF8(0, piece(text, count), sink, &edits, status);
    });
}

CICUText *cicu_lowercase(const char *locale, const uint8_t *text, size_t count) {
    return transformed(count, [&](icu::ByteSink &sink, icu::Edits &edits, UErrorCode &status) {
        icu::CaseMap::utf8ToLower(locale, 0, piece(text, count), sink, &edits, status);
    });
}

CICUText *cicu_fold_case(const uint8_t *text, size_t count) {
    return transformed(count, [&](icu::ByteSink &sink, icu::Edits &edits, UErrorCode &status) {
        icu::CaseMap::utf8Fold(0, piece(text, count), sink, &edits, status);
    });
}

namespace {

/// The rules of a name, opened once for each thread: a transliterator must not be shared.
const icu::Transliterator *transliterator(const std::string &rules) {
    thread_local std::vector<std::pair<std::string, std::unique_ptr<icu::Transliterator>>> opened;
    for (const auto &each : opened)
        if (each.first == rules) return each.second.get();
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> created(icu::Transliterator::createInstance(
        icu::UnicodeString::fromUTF8(rules), UTRANS_FORWARD, status));
    if (U_FAILURE(status)) return nullptr;
    opened.emplace_back(rules, std::move(created));
    return opened.back().second.get();
}

} // namespace

CICUText *cicu_transliterate(const char *rules, const uint8_t *text, size_t count) {
    if (count > INT32_MAX) return nullptr;
    try {
        const auto *found = transliterator(rules);
        if (!found) return nullptr;
        auto wide = icu::UnicodeString::fromUTF8(piece(text, count));
        found->transliterate(wide);
        auto result = std::make_unique<CICUText>();
        wide.toUTF8String(result->bytes);
        return result.release();
    } catch (...) {
        return nullptr;
    }
}

const uint8_t *cicu_text_bytes(const CICUText *text, size_t *count) {
    *count = text->bytes.size();
    return reinterpret_cast<const uint8_t *>(text->bytes.data());
}

const CICURun *cicu_text_runs(const CICUText *text, size_t *count) {
    *count = text->runs.size();
    return text->runs.data();
}

void cicu_text_free(CICUText *text) { delete text; }

// MARK: - Segmentation

struct CICUBreaker {
    CICUBoundary boundary;
    std::string locale;
    std::unique_ptr<icu::BreakIterator> iterator;
    std::u16string text;
    std::vector<CICUSegment> segments;
};

namespace {

icu::BreakIterator *iterator(CICUBoundary boundary, const icu::Locale &locale, UErrorCode &status) {
    switch (boundary) {
    case CICU_WORDS: return icu::BreakIterator::createWordInstance(locale, status);
    case CICU_SENTENCES: return icu::BreakIterator::createSentenceInstance(locale, status);
    case CICU_GRAPHEMES: return icu::BreakIterator::createCharacterInstance(locale, status);
    }
    return nullptr;
}

/// Writes the text as UTF-16, with one U+FFFD for each ill-formed sequence.
///
/// ICU 72 alone counts "@" as a letter. For words it is given as "#", so that words do not
/// depend on the release of ICU.
void widen(CICUBoundary boundary, const uint8_t *text, int32_t count, std::u16string &result) {
    result.clear();
    result.reserve(static_cast<size_t>(count));
    for (int32_t index = 0; index < count;) {
        UChar32 scalar;
        U8_NEXT_OR_FFFD(text, index, count, scalar);
        if (scalar == u'@' && boundary == CICU_WORDS) scalar = u'#';
        if (scalar > 0xFFFF) {
            result.push_back(U16_LEAD(scalar));
            result.push_back(U16_TRAIL(scalar));
        } else {
            result.push_back(static_cast<char16_t>(scalar));
        }
    }
}

} // namespace

namespace {

/// Breakers that are not in use. Opening one takes as long as segmenting a page.
struct Pool {
    std::mutex mutex;
    std::vector<std::unique_ptr<CICUBreaker>> idle;
};

Pool &pool() {
    static Pool *shared = new Pool;
    return *shared;
}

constexpr size_t maximumIdle = 64;

std::unique_ptr<CICUBreaker> takeIdle(CICUBoundary boundary, const char *locale) {
    std::lock_guard<std::mutex> guard(pool().mutex);
    auto &idle = pool().idle;
    auto found = std::find_if(idle.rbegin(), idle.rend(), [&](const auto &each) {
        return each->boundary == boundary && each->locale == locale;
    });
    if (found == idle.rend()) return nullptr;
    auto breaker = std::move(*found);
    idle.erase(std::next(found).base());
    return breaker;
}

} // namespace

CICUBreaker *cicu_breaker_acquire(CICUBoundary boundary, const char *locale) {
    UErrorCode status = U_ZERO_ERROR;
    try {
        if (auto idle = takeIdle(boundary, locale)) return idle.release();
        auto breaker = std::make_unique<CICUBreaker>();
        breaker->boundary = boundary;
        breaker->locale = locale;
        breaker->iterator.reset(iterator(boundary, icu::Locale(locale), status));
        return U_FAILURE(status) ? nullptr : breaker.release();
    } catch (...) {
        return nullptr;
    }
}

void cicu_breaker_release(CICUBreaker *breaker) {
    std::unique_ptr<CICUBreaker> owned(breaker);
    if (!owned) return;
    // Memory that a very long text took is not worth keeping.
    if (owned->text.capacity() > 1 << 20) return;
    try {
        std::lock_guard<std::mutex> guard(pool().mutex);
        if (pool().idle.size() < maximumIdle) pool().idle.push_back(std::move(owned));
    } catch (...) {
    }
}

int cicu_breaker_is_tailored(CICUBoundary boundary, const char *locale) {
    const uint8_t *rules[2];
    uint32_t lengths[2];
    std::unique_ptr<icu::BreakIterator> iterators[2];
    for (int which = 0; which < 2; which++) {
        UErrorCode status = U_ZERO_ERROR;
        auto place = which == 0 ? icu::Locale::getRoot() : icu::Locale(locale);
        iterators[which].reset(iterator(boundary, place, status));
        auto ruled = dynamic_cast<icu::RuleBasedBreakIterator *>(iterators[which].get());
        if (U_FAILURE(status) || !ruled) return 0;
        rules[which] = ruled->getBinaryRules(lengths[which]);
    }
    return lengths[0] != lengths[1] || memcmp(rules[0], rules[1], lengths[0]) != 0;
}

CICUText *cicu_abbreviations(const char *locale) {
    struct Closing {
        void operator()(UResourceBundle *bundle) const { ures_close(bundle); }
    };
    using Bundle = std::unique_ptr<UResourceBundle, Closing>;
    UErrorCode status = U_ZERO_ERROR;
    Bundle rules(ures_open(U_ICUDATA_NAME "-brkitr", locale, &status));
    // What the language of this machine has is not meant.
    if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING) return nullptr;
    Bundle exceptions(ures_getByKey(rules.get(), "exceptions", nullptr, &status));
    Bundle list(ures_getByKey(exceptions.get(), "SentenceBreak", nullptr, &status));
    if (U_FAILURE(status)) return nullptr;
    try {
        auto result = std::make_unique<CICUText>();
        for (int32_t index = 0; index < ures_getSize(list.get()); index++) {
            int32_t length = 0;
            const UChar *text = ures_getStringByIndex(list.get(), index, &length, &status);
            if (U_FAILURE(status)) return nullptr;
            icu::UnicodeString(false, text, length).toUTF8String(result->bytes);
            result->bytes += '\n';
        }
        return result.release();
    } catch (const std::bad_alloc &) {
        return nullptr;
    }
}

const CICUSegment *cicu_breaker_segments(
    CICUBreaker *breaker, const uint8_t *text, int32_t count, size_t *segment_count
) {
    *segment_count = 0;
    breaker->segments.clear();
    try {
        widen(breaker->boundary, text, count, breaker->text);
        icu::UnicodeString wide(
            false, breaker->text.data(), static_cast<int32_t>(breaker->text.size()));
        breaker->iterator->setText(wide);
        int32_t units = 0, bytes = 0;
        breaker->iterator->first();
        for (int32_t end = breaker->iterator->next(); end != icu::BreakIterator::DONE;
             end = breaker->iterator->next()) {
            while (units < end) {
                UChar32 scalar;
                U8_NEXT_OR_FFFD(text, bytes, count, scalar);
                units += U16_LENGTH(scalar);
            }
            breaker->segments.push_back({bytes, breaker->iterator->getRuleStatus()});
        }
    } catch (...) {
        return nullptr;
    }
    *segment_count = breaker->segments.size();
    return breaker->segments.empty() ? nullptr : breaker->segments.data();
}

// MARK: - Characters

int32_t cicu_general_category(uint32_t scalar) { return u_charType(static_cast<UChar32>(scalar)); }

int cicu_is_alphabetic(uint32_t scalar) {
    return u_isUAlphabetic(static_cast<UChar32>(scalar));
}

int cicu_is_white_space(uint32_t scalar) {
    return u_isUWhiteSpace(static_cast<UChar32>(scalar));
}

int32_t cicu_word_break(uint32_t scalar) {
    return u_getIntPropertyValue(static_cast<UChar32>(scalar), UCHAR_WORD_BREAK);
}

int cicu_needs_dictionary(uint32_t scalar) {
    auto property = u_getIntPropertyValue(static_cast<UChar32>(scalar), UCHAR_LINE_BREAK);
    return property == U_LB_COMPLEX_CONTEXT;
}

int cicu_is_pictographic(uint32_t scalar) {
    return u_hasBinaryProperty(static_cast<UChar32>(scalar), UCHAR_EXTENDED_PICTOGRAPHIC);
}

int cicu_is_right_to_left(uint32_t scalar) {
    auto direction = u_charDirection(static_cast<UChar32>(scalar));
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

const char *cicu_script(uint32_t scalar) { return cicu_script_name(cicu_script_code(scalar)); }

int32_t cicu_script_code(uint32_t scalar) {
    UErrorCode status = U_ZERO_ERROR;
    auto script = uscript_getScript(static_cast<UChar32>(scalar), &status);
    return U_FAILURE(status) ? USCRIPT_UNKNOWN : script;
}

const char *cicu_script_name(int32_t code) {
    const char *name = uscript_getShortName(static_cast<UScriptCode>(code));
    return name ? name : "Zzzz";
}

int32_t cicu_script_named(const char *name) {
    return u_getPropertyValueEnum(UCHAR_SCRIPT, name);
}

int32_t cicu_age(uint32_t scalar) {
    UVersionInfo version;
    u_charAge(static_cast<UChar32>(scalar), version);
    return version[0];
}

size_t cicu_skeleton(uint32_t scalar, uint32_t *skeleton, size_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    static const USpoofChecker *checker = uspoof_open(&status);
    char16_t source[2], target[64];
    int32_t length = 0;
    U16_APPEND_UNSAFE(source, length, static_cast<UChar32>(scalar));
    int32_t found = uspoof_getSkeleton(checker, 0, source, length, target, 64, &status);
    if (U_FAILURE(status) || found > 64) return 0;
    size_t count = 0;
    for (int32_t index = 0; index < found && count < capacity;) {
        UChar32 next;
        U16_NEXT(target, index, found, next);
        skeleton[count++] = static_cast<uint32_t>(next);
    }
    return count;
}

// MARK: - Sets of characters

struct CICUSet {
    std::vector<uint32_t> limits;
};

namespace {

CICUSet *ranges(const icu::UnicodeSet &set) {
    auto result = std::make_unique<CICUSet>();
    for (int32_t index = 0; index < set.getRangeCount(); index++) {
        result->limits.push_back(static_cast<uint32_t>(set.getRangeStart(index)));
        result->limits.push_back(static_cast<uint32_t>(set.getRangeEnd(index)));
    }
    return result.release();
}

} // namespace

CICUSet *cicu_set_with_property(const char *name) {
    try {
        UErrorCode status = U_ZERO_ERROR;
        icu::UnicodeSet set(icu::UnicodeString::fromUTF8("\\p{" + std::string(name) + "}"), status);
        return U_FAILURE(status) ? nullptr : ranges(set);
    } catch (...) {
        return nullptr;
    }
}

CICUSet *cicu_set_closed_over_case(const uint32_t *limits, size_t range_count) {
    try {
        icu::UnicodeSet set;
        for (size_t index = 0; index < range_count; index++)
            set.add(
                static_cast<UChar32>(limits[2 * index]),
                static_cast<UChar32>(limits[2 * index + 1]));
        set.closeOver(USET_CASE_INSENSITIVE);
        return set.isBogus() ? nullptr : ranges(set);
    } catch (...) {
        return nullptr;
    }
}

const uint32_t *cicu_set_limits(const CICUSet *set, size_t *range_count) {
    *range_count = set->limits.size() / 2;
    return set->limits.data();
}

void cicu_set_free(CICUSet *set) { delete set; }

// MARK: - Charsets

struct CICUConverter {
    UConverter *converter;
    int64_t fed = 0;
    /// A lead surrogate at the end of a piece whose trail comes with the next.
    char16_t pending = 0;
    ~CICUConverter() { ucnv_close(converter); }
};

namespace {

void append(UChar32 scalar, std::string &bytes) {
    char units[U8_MAX_LENGTH];
    int32_t length = 0;
    U8_APPEND_UNSAFE(units, length, U_IS_SURROGATE(scalar) ? 0xFFFD : scalar);
    bytes.append(units, static_cast<size_t>(length));
}

/// Appends UTF-16 as UTF-8, keeping back a lead surrogate that ends the piece.
void narrow(CICUConverter &converter, const char16_t *units, int32_t count, std::string &bytes) {
    int32_t index = 0;
    if (converter.pending && count > 0) {
        UChar32 scalar = converter.pending;
        if (U16_IS_TRAIL(units[0])) scalar = U16_GET_SUPPLEMENTARY(scalar, units[index++]);
        converter.pending = 0;
        append(scalar, bytes);
    }
    while (index < count) {
        if (index == count - 1 && U16_IS_LEAD(units[index])) {
            converter.pending = units[index];
            return;
        }
        UChar32 scalar;
        U16_NEXT(units, index, count, scalar);
        append(scalar, bytes);
    }
}

} // namespace

CICUConverter *cicu_converter_open(const char *charset) {
    UErrorCode status = U_ZERO_ERROR;
    auto *converter = ucnv_open(charset, &status);
    if (U_FAILURE(status)) return nullptr;
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    auto *result = new (std::nothrow) CICUConverter{converter};
    if (!result) ucnv_close(converter);
    return result;
}

namespace {

/// Converts bytes until they end or are wrong; returns where wrong bytes start, or a null pointer.
const char *convert(
    CICUConverter &converter, const char *&source, const char *end, int last, std::string &bytes
) {
    UErrorCode status;
    do {
        char16_t units[4096], *target = units;
        status = U_ZERO_ERROR;
        ucnv_toUnicode(
            converter.converter, &target, units + 4096, &source, end, nullptr, last, &status);
        narrow(converter, units, static_cast<int32_t>(target - units), bytes);
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    if (U_SUCCESS(status)) return nullptr;
    char invalid[64];
    int8_t length = sizeof invalid;
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter.converter, invalid, &length, &ignored);
    return source - (U_SUCCESS(ignored) ? length : 0);
}

} // namespace

CICUText *cicu_converter_feed(
    CICUConverter *converter, const uint8_t *bytes, size_t count, int last, int64_t *fault
) {
    try {
        auto result = std::make_unique<CICUText>();
        result->bytes.reserve(count + count / 8);
        auto *start = reinterpret_cast<const char *>(bytes), *source = start;
        if (auto *wrong = convert(*converter, source, start + count, last, result->bytes)) {
            *fault = converter->fed + (wrong - start);
            return nullptr;
        }
        converter->fed += static_cast<int64_t>(count);
        return result.release();
    } catch (...) {
        *fault = converter->fed;
        return nullptr;
    }
}

CICUText *cicu_converter_feed_marking(
    CICUConverter *converter, const uint8_t *bytes, size_t count, int last, CICUWrongBytes *wrong,
    size_t capacity, size_t *wrong_count
) {
    *wrong_count = 0;
    try {
        auto result = std::make_unique<CICUText>();
        result->bytes.reserve(count + count / 8);
        auto *start = reinterpret_cast<const char *>(bytes), *source = start;
        while (auto *place = convert(*converter, source, start + count, last, result->bytes)) {
            CICUWrongBytes found = {
                converter->fed + (place - start), static_cast<int64_t>(result->bytes.size())};
            if (*wrong_count < capacity) wrong[(*wrong_count)++] = found;
            result->bytes.push_back(static_cast<char>(0xFF));
            if (source >= start + count) break;
        }
        converter->fed += static_cast<int64_t>(count);
        return result.release();
    } catch (...) {
        return nullptr;
    }
}

void cicu_converter_close(CICUConverter *converter) { delete converter; }

const char *cicu_canonical_charset(const char *charset) {
    // ICU has names for charsets whose tables it was built without.
    UErrorCode status = U_ZERO_ERROR;
    ucnv_close(ucnv_open(charset, &status));
    if (U_FAILURE(status)) return nullptr;
    const char *name = ucnv_getStandardName(charset, "MIME", &status);
    if (!name || U_FAILURE(status)) {
        status = U_ZERO_ERROR;
        name = ucnv_getStandardName(charset, "IANA", &status);
    }
    if (!name || U_FAILURE(status)) {
        status = U_ZERO_ERROR;
        name = ucnv_getAlias(charset, 0, &status);
    }
    return U_FAILURE(status) ? nullptr : name;
}

size_t cicu_detect_charsets(
    const uint8_t *bytes, int32_t count, CICUCharsetMatch *matches, size_t capacity
) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector *)> detector(
        ucsdet_open(&status), ucsdet_close);
    ucsdet_setText(detector.get(), reinterpret_cast<const char *>(bytes), count, &status);
    int32_t found = 0;
    const auto **all = ucsdet_detectAll(detector.get(), &found, &status);
    if (U_FAILURE(status) || !all) return 0;
    size_t kept = 0;
    for (int32_t i = 0; i < found && kept < capacity; i++) {
        status = U_ZERO_ERROR;
        // The detector's names are static strings of ICU, so they outlive the detector.
        CICUCharsetMatch match = {
            ucsdet_getName(all[i], &status), ucsdet_getConfidence(all[i], &status)};
        if (U_SUCCESS(status) && match.name) matches[kept++] = match;
    }
    return kept;
}

// MARK: - Languages

namespace {

size_t as_utf8(const UChar *text, int32_t count, char *bytes, size_t capacity) {
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(bytes, static_cast<int32_t>(capacity), &length, text, count, &status);
    return U_FAILURE(status) ? 0 : static_cast<size_t>(length);
}

} // namespace

size_t cicu_language_name(const char *locale, char *name, size_t capacity) {
    char code[ULOC_LANG_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    uloc_getLanguage(locale, code, sizeof code, &status);
    if (U_FAILURE(status)) return 0;
    UChar text[128];
    const int32_t count = uloc_getDisplayLanguage(code, "en", text, 128, &status);
    // ICU gives the code itself where it knows no name, and says so.
    if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING) return 0;
    return as_utf8(text, count, name, capacity);
}

size_t cicu_quotation_mark(
    const char *locale, int is_inner, int is_end, char *mark, size_t capacity) {
    const ULocaleDataDelimiterType types[] = {
        ULOCDATA_QUOTATION_START, ULOCDATA_QUOTATION_END,
        ULOCDATA_ALT_QUOTATION_START, ULOCDATA_ALT_QUOTATION_END,
    };
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData *data = ulocdata_open(locale, &status);
    if (U_FAILURE(status)) return 0;
    UChar text[16];
    const int32_t count =
        ulocdata_getDelimiter(data, types[(is_inner ? 2 : 0) + (is_end ? 1 : 0)], text, 16, &status);
    ulocdata_close(data);
    return U_FAILURE(status) ? 0 : as_utf8(text, count, mark, capacity);
}
