#pragma once

// The model files of the entity tagger, see TaggerModel.swift: aligned to 64 bytes, there as long as the program runs.
long tagger_model_count(void);
const void *_Nonnull tagger_model(long number);
long tagger_model_size(long number);

// Asks for the memory at an address, to be there when it is read.
static inline void tagger_model_prefetch(const void *_Nonnull address) { __builtin_prefetch(address); }
