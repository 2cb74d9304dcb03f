#include "tagger_model.h"
#include <stdalign.h>

// Mapped with the program, shared by all of its processes. README.md tells what wrote them.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const alignas(64) unsigned char english[] = {
#embed "english.bin"
};
static const alignas(64) unsigned char others[] = {
#embed "others.bin"
};

long tagger_model_count(void) { return 2; }
const void *tagger_model(long number) { return number == 0 ? english : others; }
long tagger_model_size(long number) { return number == 0 ? sizeof english : sizeof others; }
