#pragma once
#include <stddef.h>

// What ties names and places to Wikidata, see LinkTable.swift: aligned to 8 bytes, there as long as the program runs.
const void *_Nonnull link_table(void);
size_t link_table_size(void);
