package io.freshet.testkit.tracing;

import java.util.List;
import java.util.Map;

/**
 * A span as a receiver was told of it.
 *
 * @param service whose it is
 * @param trace its trace's id, in hexadecimal digits
 * @param id its own
 * @param parent the id of the span that it belongs to; empty where it begins the trace
 * @param name what was done
 * @param start when it began, nanoseconds since 1970 UTC
 * @param end when it ended, likewise
 * @param attributes what is told about it, as text
 * @param links the ids of spans that it names, of whatever trace
 */
public record ReceivedSpan(
        String service,
        String trace,
        String id,
        String parent,
        String name,
        long start,
        long end,
        Map<String, String> attributes,
        List<String> links) {}
