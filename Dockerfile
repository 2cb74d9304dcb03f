# syntax=docker/dockerfile:1
#
#   docker build -t dragoman .
#   docker run --rm -e DATABASE_URL=postgres://… dragoman migrate
#   docker run --rm -e DATABASE_URL=postgres://… -p 9090:9090 dragoman

FROM docker.io/library/swift:6.3-bookworm AS build
WORKDIR /source
COPY deploy/packages deploy/install-packages deploy/
RUN deploy/install-packages swift build && rm -rf /var/lib/apt/lists/*
COPY Package.swift ./
COPY Sources Sources
COPY Plugins Plugins
COPY Tests Tests
# The build folder outlives the layer in the builder's cache, so that a changed file compiles alone.
RUN --mount=type=cache,target=/source/.build \
    swift build -c release --product dragoman --static-swift-stdlib \
    && install -D "$(swift build -c release --show-bin-path)/dragoman" /program/dragoman \
    && strip --strip-unneeded /program/dragoman

FROM docker.io/library/debian:bookworm-slim
RUN --mount=type=bind,source=deploy,target=/deploy \
    /deploy/install-packages run \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/apt /var/log/dpkg.log \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin dragoman
COPY --from=build /program/dragoman /usr/local/bin/dragoman
COPY deploy/container-health /usr/local/bin/container-health
COPY LICENSE NOTICE /usr/share/doc/dragoman/

LABEL org.opencontainers.image.title="dragoman" \
      org.opencontainers.image.description="A worker that analyzes news articles queued in PostgreSQL" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV DRAGOMAN_HTTP=0.0.0.0:9090 \
    DRAGOMAN_LOG_FORMAT=json
EXPOSE 9090
# By number, so that Kubernetes can tell that it is not root.
USER 10001:10001
# SIGTERM drains: no new claims, running jobs finish within DRAGOMAN_GRACE. Give a container longer than that to stop.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["container-health", "/healthz"]
ENTRYPOINT ["dragoman"]
CMD ["run"]
