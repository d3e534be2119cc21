package io.freshet.poller.status;

import io.freshet.events.SourceStatus;
import io.freshet.poller.warehouse.TableMark;
import java.util.List;

/**
 * What is told of one source.
 *
 * @param source what stands for the source in the warehouse's tables
 * @param status its status, as everybody may know it
 * @param marks how far its tables have got
 */
public record SourceReport(int source, SourceStatus status, List<TableMark> marks) {}
