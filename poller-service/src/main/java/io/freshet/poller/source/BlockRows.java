package io.freshet.poller.source;

import java.util.Optional;

/**
 * Rows of some blocks.
 *
 * @param page the rows
 * @param blocks how many blocks the table has
 * @param mark stands for all that was written by then; empty where the last blocks do not tell what
 *     is new
 */
public record BlockRows(RowPage page, long blocks, Optional<String> mark) {}
