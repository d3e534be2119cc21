package io.freshet.poller.tail;

import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.table.TableState;
import java.util.List;

/**
 * One uninterrupted time of ownership of a source.
 *
 * @param fence its fencing token
 * @param publisher publishes its events
 * @param tables what is known of each table
 */
record Epoch(long fence, EpochPublisher publisher, List<TableState> tables) {}
