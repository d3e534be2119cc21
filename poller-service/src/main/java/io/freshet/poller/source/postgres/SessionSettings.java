package io.freshet.poller.source.postgres;

import io.freshet.configuration.SourceConfig.AccessConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings that every read is done under, whatever the role's own are: read only, no longer
 * transaction than a statement, no rows hidden, and values printed in one form.
 */
final class SessionSettings {

    /** Settings that a pooler lets through when a session begins. */
    private static final Map<String, String> HARMLESS =
            Map.of("application_name", "freshet-poller", "client_encoding", "utf-8");

    private final Map<String, String> pinned = new LinkedHashMap<>();
    private final boolean pooled;

    SessionSettings(AccessConfig access) {
        pooled = access.pooled();
        // Where a policy would hide rows, a statement fails instead.
        pinned.put("row_security", access.rowsFiltered() ? "on" : "off");
        pinned.put("search_path", "pg_catalog");
        pinned.put("DateStyle", "ISO");
        pinned.put("IntervalStyle", "postgres");
        pinned.put("TimeZone", "UTC");
        pinned.put("bytea_output", "hex");
        pinned.put("extra_float_digits", "2");
        pinned.put("lc_monetary", "C");
        pinned.put("jit", "off");
        // What a statement costs is measured on one clock, and so on one core.
        pinned.put("max_parallel_workers_per_gather", "0");
    }

    /** What is said when a session begins. */
    Map<String, String> atStart() {
        Map<String, String> settings = new LinkedHashMap<>(HARMLESS);
        if (!pooled) {
            settings.putAll(pinned);
            settings.put("default_transaction_isolation", "read committed");
            settings.put("default_transaction_read_only", "on");
            settings.put("default_transaction_deferrable", "off");
        }
        return settings;
    }

    /**
     * What is sent before a statement, in the same message and so in the same transaction, where
     * nothing may be kept in a session.
     *
     * @param server says how long the statement may take, and wait for a lock
     */
    String beforeStatement(ServerFacts server) {
        String settings =
                pinned.entrySet().stream()
                        .map(
                                entry ->
                                        "set local %s = '%s'; "
                                                .formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
        return "set transaction isolation level read committed, read only, not deferrable; "
                + settings
                + "set local statement_timeout = %d; set local lock_timeout = %d; "
                        .formatted(server.limitMillis(), server.lockMillis());
    }
}
