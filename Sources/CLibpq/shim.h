// What Swift sees of libpq: the client library and the numbers of its error fields; and eventfd, which wakes a connection's thread and
// which Swift's Glibc module does not show.
#pragma once
#include <libpq-fe.h>
#include <postgres_ext.h>
#include <sys/eventfd.h>
