package io.freshet.grants;

import io.freshet.configuration.WarehouseConfig;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.warehouse.layout.FreshetTables;
import io.freshet.warehouse.layout.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SQL that makes a warehouse role for each service. The configured one stays the owner of all
 * tables, as which the aggregator and {@code ./freshet up} connect.
 */
public final class WarehouseGrants {

    private static final Map<String, String> POLLER = new LinkedHashMap<>();

    static {
        POLLER.put(FreshetTables.INSTALLATION, "select");
        POLLER.put(FreshetTables.SOURCE, "select, insert, update");
        POLLER.put(FreshetTables.SOURCE_LEASE, "select, insert, update");
        POLLER.put(FreshetTables.SOURCE_STATUS, "select, insert, update");
        POLLER.put(FreshetTables.TABLE_MARK, "select, insert, update");
        POLLER.put(FreshetTables.POLLER, "select, insert, update, delete");
        POLLER.put(FreshetTables.SOURCE_SCHEMA, "select, insert");
        POLLER.put(FreshetTables.APPLIED, "select");
        POLLER.put(FreshetTables.KEY_RANGE, "select");
        POLLER.put(FreshetTables.DOCUMENT, "select, insert, update");
    }

    private static final Map<String, String> LAKE = new LinkedHashMap<>();

    static {
        LAKE.put(FreshetTables.INSTALLATION, "select");
        LAKE.put(FreshetTables.SOURCE, "select");
        LAKE.put(FreshetTables.JOURNAL, "select");
        LAKE.put(FreshetTables.ROW_CHANGE, "select");
        LAKE.put(FreshetTables.APPLIED, "select");
        LAKE.put(FreshetTables.LAKE_POSITION, "select, insert, update");
    }

    private final WarehouseConfig warehouse;
    private final List<PipelineDefinition> pipelines;
    private final String owner;

    /**
     * @param warehouse names the owner
     * @param pipelines those whose tables are read
     */
    public WarehouseGrants(WarehouseConfig warehouse, List<PipelineDefinition> pipelines) {
        this.warehouse = warehouse;
        this.pipelines = pipelines;
        this.owner = SqlText.quoted(warehouse.username());
    }

    /** The role of a service. */
    public String role(String service) {
        return warehouse.username() + "_" + service;
    }

    /** What the poller may do with tables of Freshet's own schema. */
    public static Map<String, String> pollerTables() {
        return POLLER;
    }

    /** What the lake may do with tables of Freshet's own schema. */
    public static Map<String, String> lakeTables() {
        return LAKE;
    }

    /** The statements, each on a line of its own, with comments between. */
    public List<String> statements() {
        List<String> lines = new ArrayList<>();
        String database = SqlText.quoted(warehouse.url().database());
        lines.add(
                "-- ---- warehouse %s: as a superuser; once more after the aggregator's first start, when its tables are there"
                        .formatted(warehouse.url()));
        lines.add("-- then give each role its password: \\password ROLE");
        for (String service : List.of("", "poller", "charts", "lake", "forage")) {
            String role = service.isEmpty() ? warehouse.username() : role(service);
            lines.add(create(role));
            lines.add(
                    "grant connect on database %s to %s;"
                            .formatted(database, SqlText.quoted(role)));
        }
        lines.add("-- the aggregator, and ./freshet up: owns what it makes");
        lines.add("grant create on database %s to %s;".formatted(database, owner));
        schema(lines, FreshetTables.SCHEMA, owner);
        pipelines.forEach(pipeline -> readers(lines, pipeline));
        lines.add("-- the dashboard's accounts: a schema of its own, which ./freshet up uses, too");
        schema(lines, "forage", SqlText.quoted(role("forage")));
        lines.add("grant usage, create on schema forage to %s;".formatted(owner));
        lines.add("-- the poller: leases, marks and status");
        usage(lines, FreshetTables.SCHEMA, role("poller"));
        POLLER.forEach((table, rights) -> lines.add(onTable(rights, table, role("poller"))));
        lines.add("-- the chart API: reads only");
        usage(lines, FreshetTables.SCHEMA, role("charts"));
        FreshetTables.READ_BY_CHARTS.forEach(
                table -> lines.add(onTable("select", table, role("charts"))));
        lines.add("-- the lake: reads, and notes what it has archived");
        usage(lines, FreshetTables.SCHEMA, role("lake"));
        LAKE.forEach((table, rights) -> lines.add(onTable(rights, table, role("lake"))));
        return lines;
    }

    private static String create(String role) {
        return "do $$ begin if not exists (select from pg_roles where rolname = %s) then create role %s login; end if; end $$;"
                .formatted(SqlText.literal(role), SqlText.quoted(role));
    }

    private static void schema(List<String> lines, String name, String role) {
        lines.add(
                "create schema if not exists %s authorization %s;"
                        .formatted(SqlText.quoted(name), role));
    }

    private static void usage(List<String> lines, String schema, String role) {
        lines.add(
                "grant usage on schema %s to %s;"
                        .formatted(SqlText.quoted(schema), SqlText.quoted(role)));
    }

    /** Who reads the tables of a pipeline, also those that are made later. */
    private void readers(List<String> lines, PipelineDefinition pipeline) {
        lines.add("-- pipeline " + pipeline.name());
        readers(lines, pipeline.name(), List.of("poller", "charts", "lake"));
        pipeline.star().ifPresent(star -> readers(lines, star.schema(), List.of("lake")));
    }

    private void readers(List<String> lines, String name, List<String> services) {
        String schema = SqlText.quoted(name);
        schema(lines, name, owner);
        for (String reader : services.stream().map(this::role).toList()) {
            usage(lines, name, reader);
            lines.add(
                    "grant select on all tables in schema %s to %s;"
                            .formatted(schema, SqlText.quoted(reader)));
            lines.add(
                    "alter default privileges for role %s in schema %s grant select on tables to %s;"
                            .formatted(owner, schema, SqlText.quoted(reader)));
        }
    }

    /** A grant on a table that may not be there yet. */
    private static String onTable(String rights, String table, String role) {
        return "do $$ begin if to_regclass(%s) is not null then grant %s on %s to %s; end if; end $$;"
                .formatted(SqlText.literal(table), rights, table, SqlText.quoted(role));
    }
}
