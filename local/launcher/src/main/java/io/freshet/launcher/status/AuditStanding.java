package io.freshet.launcher.status;

/**
 * An audit that goes on.
 *
 * @param pipeline the definition that its source is read by
 * @param source the source's name
 * @param percent how much of it is compared
 */
record AuditStanding(String pipeline, String source, int percent) {}
