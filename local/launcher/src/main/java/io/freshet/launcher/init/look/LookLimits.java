package io.freshet.launcher.init.look;

import java.time.Duration;

/** Bounds of a look at a database. */
public final class LookLimits {

    /** Connecting; later the database is taken to be away. */
    public static final Duration CONNECT = Duration.ofSeconds(5);

    /** One statement about the catalogue, by the database's clock; then nothing is proposed. */
    public static final Duration CATALOGUE = Duration.ofSeconds(30);

    /** One statement about values, by the database's clock; then it is given up. */
    public static final Duration STATEMENT = Duration.ofSeconds(5);

    /** Waiting for a lock; then the statement is given up. */
    public static final Duration LOCK = Duration.ofSeconds(1);

    /** An answer, by this machine's clock; later the connection is given up. */
    public static final Duration ANSWER = Duration.ofSeconds(40);

    /** Looking at values; tables that are left then are proposed without any. */
    public static final Duration VALUES = Duration.ofSeconds(60);

    /** Tables that are looked at; further ones, those with the fewest rows, are only counted. */
    public static final int TABLES = 2_000;

    /** Columns of all tables that are looked at; tables with further ones are only counted. */
    public static final int COLUMNS = 100_000;

    /** Rows of a table whose values are looked at, of its newest and of its first ones each. */
    public static final int ROWS = 300;

    /** Characters of a value that are looked at; the rest is cut off. */
    public static final int CHARACTERS = 200;

    private LookLimits() {}
}
