#include "cld2.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>

#include <cld2/internal/cld2tablesummary.h>
#include <cld2/internal/lang_script.h>
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

namespace CLD2 {
// The table of four-letter sequences, which both libraries define; to name it here also keeps the linker from dropping cld2_full.
extern const CLD2TableSummary kQuad_obj;
}  // namespace CLD2

// 65,536 buckets in the small table, 262,144 in the full one.
extern "C" bool cld2_has_full_tables(void) { return CLD2::kQuad_obj.kCLDTableSize > 65536; }

extern "C" uint16_t cld2_unknown(void) { return static_cast<uint16_t>(CLD2::UNKNOWN_LANGUAGE); }

extern "C" const char *cld2_language_code(uint16_t language) {
    if (language >= CLD2::NUM_LANGUAGES) return "";
    return CLD2::LanguageCode(static_cast<CLD2::Language>(language));
}

extern "C" bool cld2_detect(const char *text, int32_t length, const char *claimed, bool best_effort, cld2_detection *result) {
    std::memset(result, 0, sizeof *result);
    result->first.language = result->second.language = result->third.language = cld2_unknown();
    // No C++ exception may cross into Swift, which cannot unwind it.
    try {
        CLD2::CLDHints hints = {claimed, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
        CLD2::Language language[3];
        int percent[3];
        double score[3];
        CLD2::ResultChunkVector chunks;
        int text_bytes = 0;
        int valid_bytes = 0;
        bool reliable = false;
        CLD2::ExtDetectLanguageSummaryCheckUTF8(
            text, length, /* is_plain_text */ true, &hints, best_effort ? CLD2::kCLDFlagBestEffort : 0, language, percent, score,
            &chunks, &text_bytes, &reliable, &valid_bytes);
        if (valid_bytes < length) return false;

        cld2_share *share[3] = {&result->first, &result->second, &result->third};
        for (int i = 0; i < 3; ++i) {
            share[i]->language = static_cast<uint16_t>(language[i]);
            share[i]->percent = percent[i];
            share[i]->score = score[i];
        }
        result->reliable = reliable;
        if (chunks.empty()) return true;
        result->pieces = static_cast<cld2_piece *>(std::malloc(chunks.size() * sizeof(cld2_piece)));
        if (result->pieces == nullptr) return false;
        for (const CLD2::ResultChunk &chunk : chunks) {
            result->pieces[result->piece_count++] = {chunk.offset, chunk.bytes, chunk.lang1};
        }
        return true;
    } catch (const std::exception &) {
        return false;
    }
}

extern "C" void cld2_release(cld2_detection *result) {
    std::free(result->pieces);
    result->pieces = nullptr;
    result->piece_count = 0;
}
