package io.freshet.warehouse.layout;

import java.util.List;

/** Freshet's own schema and the tables in it. What each is for: {@code docs/architecture.md}. */
public final class FreshetTables {

    /** The schema that holds Freshet's own tables. */
    public static final String SCHEMA = "freshet";

    /** One row that tells this warehouse from an older or newer one under the same URL. */
    public static final String INSTALLATION = SCHEMA + ".installation";

    /** The registered sources. */
    public static final String SOURCE = SCHEMA + ".source";

    /** Which poller owns which source. */
    public static final String SOURCE_LEASE = SCHEMA + ".source_lease";

    /** The status of each source, as its owner writes it. */
    public static final String SOURCE_STATUS = SCHEMA + ".source_status";

    /** How far each source table has been published. */
    public static final String TABLE_MARK = SCHEMA + ".table_mark";

    /** The pollers that are alive. */
    public static final String POLLER = SCHEMA + ".poller";

    /** How far each source's events are applied. */
    public static final String APPLIED = SCHEMA + ".applied";

    /** Rows and digest of what is held per range of keys. */
    public static final String KEY_RANGE = SCHEMA + ".key_range";

    /** Values that were not what their columns declare. */
    public static final String QUARANTINE = SCHEMA + ".quarantine";

    /** Tables made from pipeline definitions. */
    public static final String CATALOGUE = SCHEMA + ".catalogue";

    /** Which revision of its definition each pipeline's tables were made by. */
    public static final String DEFINITION = SCHEMA + ".definition";

    /** The pipelines whose row changes are journalled. */
    public static final String JOURNAL = SCHEMA + ".journal";

    /** What became of rows, in order. */
    public static final String ROW_CHANGE = SCHEMA + ".row_change";

    /** Up to which version row changes are archived. */
    public static final String LAKE_POSITION = SCHEMA + ".lake_position";

    /** Rows of star tables that are not read yet, and for which placeholders stand in. */
    public static final String INFERRED_MEMBER = SCHEMA + ".inferred_member";

    /** Documents that tables are made of. */
    public static final String DOCUMENT = SCHEMA + ".document";

    /** Every schema that a source's table was seen to have. */
    public static final String SOURCE_SCHEMA = SCHEMA + ".source_schema";

    /** Summaries that are being filled from the rows held. */
    public static final String BUILDING = SCHEMA + ".building";

    /** Charts that are answered by a former definition. */
    public static final String FORMER_CHART = SCHEMA + ".former_chart";

    /** Without these, a chart API has nothing to read. */
    public static final List<String> READ_BY_CHARTS =
            List.of(
                    INSTALLATION,
                    SOURCE,
                    SOURCE_STATUS,
                    APPLIED,
                    BUILDING,
                    FORMER_CHART,
                    DEFINITION);

    private FreshetTables() {}
}
