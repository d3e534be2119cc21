package io.freshet.aggregator.schema;

import io.freshet.aggregator.star.StarArguments;
import io.freshet.aggregator.star.StarDdl;
import io.freshet.aggregator.star.StarPlan;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.StarColumn;
import io.freshet.pipeline.StarDefinition;
import io.freshet.pipeline.StarTable;
import io.freshet.warehouse.layout.CatalogueSql;
import io.freshet.warehouse.layout.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Brings a pipeline's star tables into step with its definition, after the tables of rows are.
 * Nothing is ever dropped: columns are added, other changes of what is there are refused.
 */
final class StarUpgrade {

    private static final Logger LOG = Logger.getLogger(StarUpgrade.class);
    private static final String STAR = "star";
    private static final String LEFT = "no longer declared\n";

    private final PipelineDefinition pipeline;
    private final StarDefinition star;
    private final StarDdl ddl;
    private final SqlScript script;
    private final Map<StarTable.History, List<StarColumn>> added = new LinkedHashMap<>();

    /**
     * @param pipeline has a star schema
     */
    StarUpgrade(PipelineDefinition pipeline, SqlScript script) {
        this.pipeline = pipeline;
        this.star = pipeline.star().orElseThrow();
        this.ddl = new StarDdl(pipeline);
        this.script = script;
    }

    /**
     * Does it.
     *
     * @param begins whether the journal begins with this upgrade: it then gets all rows
     */
    void run(boolean begins) {
        script.run("create schema if not exists " + SqlText.quoted(star.schema()));
        Map<String, String> made = script.catalogue(star.schema());
        boolean changed = false;
        for (StarTable table : parentsFirst()) {
            String before = made.getOrDefault(table.name(), "");
            String now = canonical(table);
            if (!before.equals(now)) {
                changed = true;
                ddl.functions(table).forEach(script::run);
                if (before.isEmpty()) {
                    create(table);
                } else {
                    alter(table, parts(before), parts(now));
                }
                ddl.views(table).forEach(script::run);
                script.unrecord(star.schema(), table.name());
                script.record(star.schema(), table.name(), STAR, now);
            }
        }
        leave(made);
        if (changed || begins) {
            script.nextVersion(pipeline.name());
            script.versions(pipeline.name())
                    .forEach(
                            (source, version) -> {
                                StarArguments given = StarArguments.of(source, version);
                                if (begins) {
                                    made.keySet().stream()
                                            .flatMap(name -> ddl.journal(name, given).stream())
                                            .forEach(script::run);
                                }
                                refill(given);
                            });
        }
    }

    /**
     * Looks whether what is there can be brought into step, and changes nothing.
     *
     * @throws SchemaException where a change is refused
     */
    void check() {
        Map<String, String> made = script.catalogue(star.schema());
        for (StarTable table : star.tables()) {
            String before = made.getOrDefault(table.name(), "");
            if (!before.isEmpty() && !before.equals(canonical(table))) {
                additions(table, parts(before), parts(canonical(table)));
            }
        }
    }

    /**
     * Tables that are declared no more stay as they are; should they be again, they are refilled.
     */
    private void leave(Map<String, String> made) {
        made.forEach(
                (name, before) -> {
                    boolean declared =
                            star.tables().stream().anyMatch(table -> table.name().equals(name));
                    if (!declared && !before.isEmpty() && !before.startsWith(LEFT)) {
                        LOG.warnf(
                                "Star table %s.%s is no longer declared: it stays as it is; drop it where nobody needs it",
                                star.schema(), name);
                        script.unrecord(star.schema(), name);
                        script.record(star.schema(), name, STAR, LEFT + before);
                    }
                });
    }

    private List<StarTable> parentsFirst() {
        return Stream.concat(
                        star.tables().stream()
                                .filter(table -> !(table instanceof StarTable.History)),
                        star.all(StarTable.History.class).stream())
                .toList();
    }

    private void create(StarTable table) {
        script.tell("Star table %s.%s is made".formatted(star.schema(), table.name()));
        ddl.create(table).forEach(script::run);
        script.run(CatalogueSql.mark(SqlText.qualified(star.schema(), table.name())));
    }

    /** The columns that a table lacks; refuses every other change. */
    private List<StarColumn> additions(StarTable table, List<String[]> before, List<String[]> now) {
        Map<String, String[]> byName =
                now.stream().collect(Collectors.toMap(part -> part[0], part -> part));
        for (String[] was : before) {
            String[] is = byName.get(was[0]);
            if (is == null || !is[1].equals(was[1])) {
                throw refusal(table, was[0], was[1], is == null ? "not there" : is[1]);
            }
        }
        Set<String> known = before.stream().map(part -> part[0]).collect(Collectors.toSet());
        List<StarColumn> columns =
                table.columns().stream().filter(column -> !known.contains(column.name())).toList();
        for (StarColumn column : columns) {
            if (!column.optional() && column.otherwise().isEmpty()) {
                throw refusal(
                        table,
                        column.name(),
                        "not there",
                        column.shape()
                                + " without null: true, which rows that are there cannot be");
            }
        }
        return columns;
    }

    private void alter(StarTable table, List<String[]> before, List<String[]> now) {
        List<StarColumn> columns = additions(table, before, now);
        if (!columns.isEmpty()) {
            script.tell(
                    "Star table %s.%s gets columns: %s"
                            .formatted(
                                    star.schema(),
                                    table.name(),
                                    columns.stream()
                                            .map(StarColumn::name)
                                            .collect(Collectors.joining(", "))));
            script.run(ddl.add(table, columns));
            if (table instanceof StarTable.History history) {
                added.put(history, columns);
            }
        }
    }

    private SchemaException refusal(StarTable table, String what, String was, String is) {
        return new SchemaException(
                "%1$s.%2$s: %3$s is %4$s in the warehouse and %5$s in the definition. What the table holds is kept, so it is not changed: go back to the former declaration and add a column under another name with null: true, or move the table away (alter table %1$s.%2$s rename to %2$s_before), and it is made anew from the rows held"
                        .formatted(star.schema(), table.name(), what, was, is));
    }

    /** Brings tables into step with the rows that are held. */
    private void refill(StarArguments given) {
        added.forEach((table, columns) -> script.run(ddl.fill(table, columns, given)));
        StarPlan.ofEverything(pipeline, given).steps().forEach(step -> script.run(step.sql()));
    }

    /** Of the kind, and of each column, a line: name, shape, content. */
    private static String canonical(StarTable table) {
        List<String> lines = new ArrayList<>(List.of("kind\t" + table.kind() + "\t"));
        for (StarColumn column : table.columns()) {
            lines.add(
                    "%s\t%s\t%s"
                            .formatted(
                                    column.name(),
                                    column.shape(),
                                    column.content().replaceAll("\\s+", " ")));
        }
        return String.join("\n", lines);
    }

    private static List<String[]> parts(String canonical) {
        return canonical
                .lines()
                .filter(line -> line.indexOf('\t') >= 0)
                .map(line -> line.split("\t", -1))
                .toList();
    }
}
