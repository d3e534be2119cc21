package io.freshet.forage.web;

import io.vertx.core.buffer.Buffer;

/**
 * A file of the browser's part, ready to be sent.
 *
 * @param contentType its media type
 * @param plain its bytes
 * @param gzipped the same, compressed
 */
record WebAsset(String contentType, Buffer plain, Buffer gzipped) {}
