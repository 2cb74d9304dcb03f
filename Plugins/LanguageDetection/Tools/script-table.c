/* Writes Sources/LanguageDetection/ScriptTable+Ranges.swift from ICU's script property.
 *
 * cc script-table.c -licuuc -o /tmp/script-table && /tmp/script-table > ../Sources/LanguageDetection/ScriptTable+Ranges.swift
 *
 * Only letters and the marks written on them have a script here; what every script shares (Zyyy, Zinh) has none. */
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

static int script_of(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &error);
    if (U_FAILURE(error) || script <= USCRIPT_INHERITED || script == USCRIPT_UNKNOWN) return -1;
    return U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_NL_MASK) ? (int)script : -1;
}

int main(void) {
    static struct { UChar32 first, last; int script; } range[4096];
    int ranges = 0, names = 0, name[USCRIPT_CODE_LIMIT], index[USCRIPT_CODE_LIMIT];
    memset(index, -1, sizeof index);
    for (UChar32 c = 0x80; c <= 0x10FFFF; ++c) {
        int script = script_of(c);
        if (script < 0) continue;
        if (ranges && range[ranges - 1].script == script && range[ranges - 1].last == c - 1) {
            range[ranges - 1].last = c;
        } else {
            range[ranges].first = range[ranges].last = c;
            range[ranges++].script = script;
        }
    }
    index[USCRIPT_LATIN] = names, name[names++] = USCRIPT_LATIN; /* number 0: what ASCII letters are */
    for (int i = 0; i < ranges; ++i) {
        if (index[range[i].script] < 0) index[range[i].script] = names, name[names++] = range[i].script;
    }
    printf("// Written by Tools/script-table.c from ICU %s (Unicode %s): edit that.\n\n", U_ICU_VERSION, U_UNICODE_VERSION);
    printf("extension ScriptTable {\n    /// ISO 15924 codes by script number; number 0 is Latin.\n    static let names: [String] = [");
    for (int i = 0; i < names; ++i) printf("%s\"%s\",", i % 16 ? " " : "\n        ", uscript_getShortName((UScriptCode)name[i]));
    printf("\n    ]\n\n    /// First scalar, last scalar, script number; ascending, letters above ASCII only.\n    static let ranges: [UInt32] = [");
    for (int i = 0; i < ranges; ++i)
        printf("%s0x%X, 0x%X, %d,", i % 6 ? " " : "\n        ", range[i].first, range[i].last, index[range[i].script]);
    printf("\n    ]\n}\n");
    return 0;
}
