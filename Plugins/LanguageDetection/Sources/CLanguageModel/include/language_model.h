#pragma once
#include <stddef.h>

// The model file of the language detector, see LanguageModel.swift: aligned to 64 bytes, there as long as the program runs.
const void *_Nonnull language_model(void);
size_t language_model_size(void);

// Asks for the memory at an address, to be there when it is read.
static inline void language_model_prefetch(const void *_Nonnull address) { __builtin_prefetch(address); }
