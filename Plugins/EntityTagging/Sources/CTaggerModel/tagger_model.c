#include "tagger_model.h"
#include <stdalign.h>

// Mapped with the program, shared by all of its processes. README.md tells what wrote them.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const alignas(64) unsigned char en[] = {
#embed "en.bin"
};
static const alignas(64) unsigned char ar[] = {
#embed "ar.bin"
};
static const alignas(64) unsigned char da_sv[] = {
#embed "da-sv.bin"
};
static const alignas(64) unsigned char de[] = {
#embed "de.bin"
};
static const alignas(64) unsigned char pt[] = {
#embed "pt.bin"
};
static const alignas(64) unsigned char ru[] = {
#embed "ru.bin"
};
static const alignas(64) unsigned char sr[] = {
#embed "sr.bin"
};
static const alignas(64) unsigned char zh[] = {
#embed "zh.bin"
};

static const struct {
    const unsigned char *bytes;
    long size;
} models[] = {
    {en, sizeof en}, {ar, sizeof ar}, {da_sv, sizeof da_sv}, {de, sizeof de}, {pt, sizeof pt}, {ru, sizeof ru}, {sr, sizeof sr}, {zh, sizeof zh},
};

long tagger_model_count(void) { return sizeof models / sizeof models[0]; }
const void *tagger_model(long number) { return models[number].bytes; }
long tagger_model_size(long number) { return models[number].size; }
