#include "http_daemon.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

struct http_daemon {
    struct MHD_Daemon *mhd;
    http_answerer answerer;
    void *context;
};

/// Marks a request whose headers have been seen: libmicrohttpd calls a second time when the request is complete.
static char seen;

static enum MHD_Result respond(
    struct MHD_Connection *connection, unsigned int status, const char *content_type, void *body, size_t length,
    enum MHD_ResponseMemoryMode mode) {
    struct MHD_Response *response = MHD_create_response_from_buffer(length, body, mode);
    if (response == NULL) {
        if (mode == MHD_RESPMEM_MUST_FREE) free(body);
        return MHD_NO;
    }
    MHD_add_response_header(response, "Content-Type", content_type);
    MHD_add_response_header(response, "Cache-Control", "no-store");
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED) MHD_add_response_header(response, "Allow", "GET, HEAD");
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result handle(
    void *context, struct MHD_Connection *connection, const char *path, const char *method, const char *version,
    const char *upload, size_t *upload_length, void **request) {
    (void)version;
    (void)upload;
    struct http_daemon *daemon = context;
    if (*request == NULL) {
        *request = &seen;
        return MHD_YES;
    }
    if (*upload_length != 0) {
        *upload_length = 0;
        return MHD_YES;
    }
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        static char refusal[] = "This endpoint only answers GET and HEAD.\n";
        return respond(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "text/plain; charset=utf-8", refusal, sizeof refusal - 1,
                       MHD_RESPMEM_PERSISTENT);
    }
    struct http_answer answer = {MHD_HTTP_INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", NULL, 0};
    daemon->answerer(daemon->context, path, &answer);
    return respond(connection, answer.status, answer.content_type, answer.body, answer.length, MHD_RESPMEM_MUST_FREE);
}

struct http_daemon *http_daemon_start(int listening, http_answerer answerer, void *context) {
    struct http_daemon *daemon = malloc(sizeof *daemon);
    if (daemon == NULL) return NULL;
    daemon->answerer = answerer;
    daemon->context = context;
    // Scrapers are few; a limit and a timeout keep a port that is open to the world from costing file descriptors.
    daemon->mhd = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC, 0, NULL, NULL, &handle, daemon,
        MHD_OPTION_LISTEN_SOCKET, (MHD_socket)listening,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned int)64,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned int)10,
        MHD_OPTION_END);
    if (daemon->mhd == NULL) {
        free(daemon);
        return NULL;
    }
    return daemon;
}

void http_daemon_stop(struct http_daemon *daemon) {
    MHD_stop_daemon(daemon->mhd);
    free(daemon);
}
