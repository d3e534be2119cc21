package io.freshet.aggregator.alerts;

import io.freshet.configuration.AlertKind;

/**
 * Something that is so now.
 *
 * @param kind what it is
 * @param subject what it is about, such as a source
 * @param detail more about it, without values of rows
 */
record AlertCondition(AlertKind kind, String subject, String detail) {}
