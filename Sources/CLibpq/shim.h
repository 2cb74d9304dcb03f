// What Swift sees of libpq: the client library and the numbers of its error fields.
#pragma once
#include <libpq-fe.h>
#include <postgres_ext.h>
