#include "link_table.h"
#include <stdalign.h>

// Mapped with the program, shared by all of its processes. Tools/make_links.py wrote it; NOTICE names its sources.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const alignas(64) unsigned char table[] = {
#embed "links.bin"
};

const void *link_table(void) { return table; }
size_t link_table_size(void) { return sizeof table; }
