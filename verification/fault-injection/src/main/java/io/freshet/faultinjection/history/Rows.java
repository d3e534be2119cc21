package io.freshet.faultinjection.history;

/** SQL for rows whose values follow from a salt, so that a seed repeats them. */
final class Rows {

    static final String COLUMNS = "cnt, escs, tmins, belong, durecec";

    /** The highest key of a column of type integer. */
    static final long LAST_KEY = Integer.MAX_VALUE;

    /** Above all keys that histories give, but for the last one and those beside it. */
    private static final long END_OF_SEQUENCE = 2_000_000_000;

    /** Sets the sequence behind the newest row that has a key of it. */
    static final String GO_ON_BEHIND_NEWEST =
            "select setval('responses_id_seq', (select greatest(1, max(id)) from responses where id < %d))"
                    .formatted(END_OF_SEQUENCE);

    private static final String VALUES =
            """
            (array['FRA', 'ITA', ' deu ', 'MEX', 'nowhere', null])[1 + (i + %1$d) %% 6],
            case when (i * 13 + %1$d) %% 9 = 0 then 'NA'
                 else round((((i * 7919 + %1$d) %% 6001) - 3000) / 1000.0, 3)::text end,
            case when (i * 17 + %1$d) %% 7 = 0 then '  ' else ((i * 31 + %1$d) %% 3000)::text end,
            ' ' || ((i * 11 + %1$d) %% 700 - 350) / 100.0,
            ((i + %1$d) %% 5)::text
            """;

    /** Values as text that are not what a column declares, and some that are, barely. */
    private static final String HOSTILE =
            """
            ('FRA', '1e400', 'NaN', 'Infinity', '3'),
            (' ita ', ' -0.5 ', '', null, E' \\t'),
            ('nowhere', '0.25', 'NA', '\u0663', '2019-01-01'),
            ('x''"; drop table responses; --', repeat('9', 200) || 'z', repeat('x', 1000000), '5.', '.5'),
            (null, '+1', '1e3', '0x10', '1,5'),
            (E'\\\\u0000', repeat('7', 300), '-0', '00012.50', '-')
            """;

    /** Bytes that are no UTF-8, in columns that are read. */
    private static final String INVALID =
            """
            ('FRA', E'1.5\\xff', '60', '0.5', '2'),
            (E'\\xfe\\xfe', '0.75', E'\\xc3', '1', '3'),
            ('ITA', '2', '120', E'\\xe2\\x82', null)
            """;

    private Rows() {}

    /** {@code count} rows. */
    static String select(int salt, int count) {
        return "select " + VALUES.formatted(salt) + " from generate_series(1, " + count + ") as i";
    }

    /** Inserts {@code count} rows under the keys that the sequence gives. */
    static String insert(int salt, int count) {
        return "insert into responses (" + COLUMNS + ") " + select(salt, count);
    }

    /** Inserts {@code count} rows under keys from {@code first} on, where they are free. */
    static String insertFrom(long first, int salt, int count) {
        return "insert into responses (id, %s) select %d + i, %s from generate_series(1, %d) as i on conflict do nothing"
                .formatted(COLUMNS, first - 1, VALUES.formatted(salt), count);
    }

    /** Other values for rows. */
    static String change(int salt) {
        return "escs = round((((id::bigint * 31 + %1$d) %% 500) - 250) / 100.0, 2)::text, tmins = ((id::bigint + %1$d) %% 2000)::text, cnt = (array['FRA', 'ITA', 'ESP'])[1 + abs(id::bigint + %1$d) %% 3]"
                .formatted(salt);
    }

    static String hostile() {
        return "insert into responses (" + COLUMNS + ") values " + HOSTILE;
    }

    static String invalid() {
        return "insert into responses (" + COLUMNS + ") values " + INVALID;
    }
}
