package io.freshet.launcher.check;

import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.Dimension;
import io.freshet.pipeline.Grouping;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.RowList;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.poller.source.TableStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** About how much a chart holds, by what the sources' statistics say of its tables. */
final class ChartCost {

    /** The name of a column at the end of an expression that is no more than one. */
    private static final Pattern COLUMN = Pattern.compile("\\w+\\.\"((?:[^\"]|\"\")+)\"");

    private final PipelineDefinition pipeline;
    private final Map<String, TableStatistics> tables;

    /**
     * @param tables what is known of the pipeline's tables, over all sources, by name
     */
    ChartCost(PipelineDefinition pipeline, Map<String, TableStatistics> tables) {
        this.pipeline = pipeline;
        this.tables = tables;
    }

    /** Such as {@code holds about 81,204 rows of responses, in about 20 groups}. */
    String sentence(ChartDefinition chart) {
        if (chart.shape().freshness().isPresent()) {
            return "holds no rows: it has a line for each source";
        }
        if (chart.shape().rowList().isPresent()) {
            RowList list = chart.shape().rowList().get();
            return "%s, of which the first %,d are shown"
                    .formatted(rowsOf(list.table()), list.limit());
        }
        SummaryDefinition summary = pipeline.summary(chart.summary());
        return "%s, %s".formatted(rowsOf(summary.table()), groups(summary));
    }

    private String rowsOf(String table) {
        OptionalLong rows = statistics(table).rows();
        return rows.isPresent()
                ? String.format(Locale.ROOT, "holds about %,d rows of %s", rows.getAsLong(), table)
                : "holds all rows of %s, which has no statistics yet: run analyze there"
                        .formatted(table);
    }

    private String groups(SummaryDefinition summary) {
        if (summary.grouping() instanceof Grouping.ByTime time) {
            return "in a group for each %d minutes".formatted(time.minutes());
        }
        List<String> periods = new ArrayList<>();
        long most = statistics(summary.table()).rows().orElse(Long.MAX_VALUE);
        long groups = 1;
        for (String column : columns(summary.grouping(), periods)) {
            OptionalLong values = distinct(summary.table(), column);
            if (values.isEmpty()) {
                return "in as many groups as %s has values".formatted(column);
            }
            groups = Math.min(most, groups * Math.max(1, values.getAsLong()));
        }
        String each = periods.isEmpty() ? "" : " for each " + String.join(" and ", periods);
        return String.format(
                Locale.ROOT, "in about %,d group%s%s", groups, groups == 1 ? "" : "s", each);
    }

    /** What groups are by, but for periods of time, which are added to those. */
    private static List<String> columns(Grouping grouping, List<String> periods) {
        if (grouping instanceof Grouping.ByColumn column) {
            return List.of(column.name());
        }
        List<String> columns = new ArrayList<>();
        for (Dimension dimension : ((Grouping.ByDimensions) grouping).dimensions()) {
            if (dimension instanceof Dimension.Period period) {
                periods.add(period.calendar().unit().word());
            } else {
                String sql = ((Dimension.Plain) dimension).sql();
                Matcher matcher = COLUMN.matcher(sql);
                columns.add(matcher.matches() ? matcher.group(1).replace("\"\"", "\"") : sql);
            }
        }
        return List.copyOf(columns);
    }

    /** Of the table itself, else of one that it may be joined to. */
    private OptionalLong distinct(String table, String column) {
        Long own = statistics(table).distinct().get(column);
        return own != null
                ? OptionalLong.of(own)
                : tables.values().stream()
                        .filter(other -> other.distinct().containsKey(column))
                        .mapToLong(other -> other.distinct().get(column))
                        .max();
    }

    private TableStatistics statistics(String table) {
        return tables.getOrDefault(table, TableStatistics.NONE);
    }
}
