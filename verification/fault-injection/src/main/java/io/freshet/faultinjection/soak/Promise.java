package io.freshet.faultinjection.soak;

import java.time.Duration;

/** What docs/exactness.md promises of a change in a source at rest, and one such change. */
enum Promise {
    INSERT(
            "an insert",
            Duration.ofSeconds(1),
            """
            insert into responses (id, cnt, escs)
            select coalesce(max(id), 0) + 1, 'FRA', '0.125' from responses where id < 2147483646
            on conflict do nothing"""),
    SKIPPED_KEY(
            "an insert under a key that was skipped",
            Duration.ofMillis(2_500),
            """
            insert into responses (id, cnt, escs)
            select id - 1, 'ITA', '0.25' from responses as r
            where not exists (select from responses as below where below.id = r.id - 1)
            order by id desc limit 1"""),
    UPDATE(
            "an update of one row",
            Duration.ofSeconds(10),
            """
            update responses set escs = case escs when '0.375' then '0.5' else '0.375' end
            where id = (select id from responses order by id offset (select count(*) / 3 from responses) limit 1)"""),
    DELETE(
            "a delete of one row",
            Duration.ofSeconds(10),
            """
            delete from responses
            where id = (select id from responses order by id offset (select count(*) / 3 from responses) limit 1)"""),
    DELETE_ALL("a delete of all rows", Duration.ofSeconds(10), "delete from responses"),
    TRUNCATE("TRUNCATE", Duration.ofSeconds(10), "truncate responses");

    private final String what;
    private final Duration limit;
    private final String statement;

    Promise(String what, Duration limit, String statement) {
        this.what = what;
        this.limit = limit;
        this.statement = statement;
    }

    /** What it is about, in words. */
    String what() {
        return what;
    }

    /** How soon it is to be seen. */
    Duration limit() {
        return limit;
    }

    /** A change that it is about. */
    String statement() {
        return statement;
    }
}
