#include "language_model.h"
#include <stdalign.h>

// Mapped with the program, shared by all of its processes. Tools/README.md tells what wrote it.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const alignas(64) unsigned char model[] = {
#embed "model.bin"
};

const void *language_model(void) { return model; }
size_t language_model_size(void) { return sizeof model; }
