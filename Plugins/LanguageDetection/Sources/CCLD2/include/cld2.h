/* A C face for CLD2, the Compact Language Detector 2, with its full tables (Debian: libcld2-dev, libcld2_full).
 *
 * CLD2 only reads static tables while it detects: any number of threads may call cld2_detect at once. */
#ifndef DRAGOMAN_CLD2_H
#define DRAGOMAN_CLD2_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How much of a text is in one language. */
typedef struct {
    uint16_t language; /* CLD2's number of it; cld2_language_code gives its code */
    int32_t percent;   /* of the bytes of letters in the text, 0 to 100 */
    double score;      /* the text's score over what is normal for that language: near 1 is ordinary prose */
} cld2_share;

/* A piece of the text that CLD2 believes to be in one language. */
typedef struct {
    int32_t start; /* byte offset */
    int32_t length;
    uint16_t language;
} cld2_piece;

/* What CLD2 says of one text. */
typedef struct {
    cld2_share first, second, third; /* largest share first; cld2_unknown where there is none */
    bool reliable;
    cld2_piece *pieces; /* in text order, freed by cld2_release */
    size_t piece_count;
} cld2_detection;

/* Whether CLD2 reads its full tables. It finds them by symbol interposition, so a wrong order of libraries leaves it with the small ones. */
bool cld2_has_full_tables(void);

/* CLD2's number for "no language". */
uint16_t cld2_unknown(void);

/* The code CLD2 has for a language, for instance "iw"; valid for ever, and "" for a number CLD2 does not know. */
const char *cld2_language_code(uint16_t language);

/* Detects the languages of interchange-valid UTF-8: no control characters but tab and line ends, no noncharacters.
 *
 * claimed: BCP 47 codes, comma-separated, that CLD2 should lean to; NULL for none.
 * best_effort: answer even where CLD2 would call the text too short.
 * False when the text is not valid or memory ran out; the result then needs no release. */
bool cld2_detect(const char *text, int32_t length, const char *claimed, bool best_effort, cld2_detection *result);

/* Frees what a detection holds. */
void cld2_release(cld2_detection *result);

#ifdef __cplusplus
}
#endif
#endif
