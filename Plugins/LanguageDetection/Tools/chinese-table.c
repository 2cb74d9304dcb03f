// Writes Sources/LanguageDetection/ChineseVariants+Table.swift from ICU's transliterators between simplified and traditional characters.
//
//   cc chinese-table.c $(pkg-config --cflags --libs icu-i18n) -o chinese-table && ./chinese-table
#include <stdio.h>
#include <unicode/utrans.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

static UTransliterator *opened(const char *name) {
    UErrorCode status = U_ZERO_ERROR;
    UChar id[32];
    u_uastrcpy(id, name);
    UTransliterator *found = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status)) fprintf(stderr, "%s: %s\n", name, u_errorName(status));
    return found;
}

static int changes(UTransliterator *by, UChar letter) {
    UErrorCode status = U_ZERO_ERROR;
    UChar text[8] = {letter, 0};
    int32_t length = 1, limit = 1;
    utrans_transUChars(by, text, &length, 8, 0, &limit, &status);
    return U_SUCCESS(status) && (length != 1 || text[0] != letter);
}

// Characters that one transliterator changes and the other does not: those that both change are written in both.
static void write_table(const char *name, const char *comment, UTransliterator *changing, UTransliterator *keeping) {
    printf("    /// %s\n    static let %s = \"\"\"\n        ", comment, name);
    int column = 0;
    for (UChar letter = 0x4E00; letter < 0xA000; letter++) {
        if (!changes(changing, letter) || changes(keeping, letter)) continue;
        printf("%c%c%c", 0xE0 | letter >> 12, 0x80 | (letter >> 6 & 0x3F), 0x80 | (letter & 0x3F));
        if (++column % 60 == 0) printf("\\\n        ");
    }
    printf("\n        \"\"\"\n");
}

int main(void) {
    UTransliterator *to_simplified = opened("Hant-Hans"), *to_traditional = opened("Hans-Hant");
    if (!to_simplified || !to_traditional) return 1;
    printf("// Written by Tools/chinese-table.c from ICU " U_ICU_VERSION ": edit that.\n\nextension ChineseVariants {\n");
    write_table("simplified", "Characters that only simplified writing has.", to_traditional, to_simplified);
    printf("\n");
    write_table("traditional", "Characters that only traditional writing has.", to_simplified, to_traditional);
    printf("}\n");
}
