#pragma once
#include <stddef.h>

// The gazetteer of places, see PlaceTable.swift: aligned to 8 bytes, there as long as the program runs.
const void *_Nonnull place_table(void);
size_t place_table_size(void);
