package io.freshet.embedded.postgres;

import io.freshet.embedded.LoopbackPort;
import java.util.Map;
import java.util.TreeMap;

/**
 * The server settings of an embedded Postgres: durable as a real one, small enough that it shares a
 * laptop with about 70 connections in some 200 MB, and reachable over loopback only.
 */
final class PostgresSettings {

    private static final Map<String, String> DEFAULTS =
            Map.ofEntries(
                    Map.entry("listen_addresses", LoopbackPort.HOST),
                    // No socket files outside the data folder.
                    Map.entry("unix_socket_directories", ""),
                    Map.entry("max_connections", "150"),
                    Map.entry("shared_buffers", "64MB"),
                    Map.entry("work_mem", "4MB"),
                    Map.entry("maintenance_work_mem", "32MB"),
                    Map.entry("wal_buffers", "1MB"),
                    Map.entry("max_wal_size", "512MB"),
                    Map.entry("huge_pages", "off"),
                    // Many short statements: compiling or spreading them costs more than it saves.
                    Map.entry("jit", "off"),
                    Map.entry("max_parallel_workers_per_gather", "0"),
                    Map.entry("autovacuum_max_workers", "2"),
                    // Fewer helper processes; the data fits the page cache.
                    Map.entry("io_method", "sync"),
                    Map.entry("max_logical_replication_workers", "0"),
                    Map.entry("timezone", "UTC"),
                    Map.entry("log_timezone", "UTC"),
                    Map.entry("lc_messages", "C"),
                    Map.entry("log_checkpoints", "off"));

    private PostgresSettings() {}

    /** The text of the configuration file: the defaults, then {@code chosen}, then the port. */
    static String render(Map<String, String> chosen, int port) {
        Map<String, String> all = new TreeMap<>(DEFAULTS);
        all.putAll(chosen);
        all.put("port", Integer.toString(port));
        StringBuilder text = new StringBuilder("# Written at every start.\n");
        all.forEach(
                (name, value) ->
                        text.append(checkedName(name))
                                .append(" = '")
                                .append(value.replace("\\", "\\\\").replace("'", "''"))
                                .append("'\n"));
        return text.toString();
    }

    private static String checkedName(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
            throw new IllegalArgumentException("no server setting: " + name);
        }
        return name;
    }
}
