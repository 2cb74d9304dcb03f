// The part of libmicrohttpd that HealthEndpoint uses, without the C varargs that Swift cannot call.
#pragma once
#include <stddef.h>

/// What the server sends back; `body` comes from malloc(3) and is freed here.
struct http_answer {
    unsigned int status;
    const char *content_type;
    char *body;
    size_t length;
};

/// Fills `answer` for a GET of `path`. Called on the server's own thread.
typedef void (*http_answerer)(void *context, const char *path, struct http_answer *answer);

/// A running server.
struct http_daemon;

/// Serves `listening`, a socket that is bound and listens; the server closes it when it stops. NULL when it cannot start.
struct http_daemon *http_daemon_start(int listening, http_answerer answerer, void *context);

/// Stops the server and frees it; no answer is under way once this returns.
void http_daemon_stop(struct http_daemon *daemon);
