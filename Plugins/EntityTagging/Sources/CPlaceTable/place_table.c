#include "place_table.h"
#include <stdalign.h>

// Mapped with the program, shared by all of its processes. Tools/make_places.py wrote it; NOTICE names its sources.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const alignas(64) unsigned char table[] = {
#embed "places.bin"
};

const void *place_table(void) { return table; }
size_t place_table_size(void) { return sizeof table; }
