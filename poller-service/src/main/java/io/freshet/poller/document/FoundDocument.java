package io.freshet.poller.document;

import java.time.LocalDate;

/**
 * A document that a place has.
 *
 * @param name its name there
 * @param day its day
 * @param tag differs where its content does
 */
record FoundDocument(String name, LocalDate day, String tag) {}
