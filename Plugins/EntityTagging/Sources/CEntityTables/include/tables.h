// The names and words the entity tagger knows, as one UTF-8 text: a line per entry, fields separated by tabs.
#ifndef DRAGOMAN_ENTITY_TABLES_H
#define DRAGOMAN_ENTITY_TABLES_H

// The first byte of the text.
const unsigned char *dragoman_entity_tables(void);

// How many bytes it has.
long dragoman_entity_tables_size(void);

#endif
