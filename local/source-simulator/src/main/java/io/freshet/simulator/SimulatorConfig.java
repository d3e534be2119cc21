package io.freshet.simulator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The keys {@code freshet.simulator.*}. */
@ConfigMapping(prefix = "freshet.simulator")
public interface SimulatorConfig {

    /** Whether sources are created and written to. Off, the program touches no database. */
    @WithDefault("false")
    boolean enabled();

    /** The Postgres server that gets the sources. */
    ServerConfig server();

    /** What precedes the country's code in the name of its database. */
    @WithName("database-prefix")
    Optional<String> databasePrefix();

    /** Countries to simulate, by their three-letter codes. Default: the twenty of the programme. */
    Optional<List<String>> countries();

    /** Columns of tables that have to be created. */
    @WithDefault("full")
    Columns columns();

    /** A login that may read the sources and nothing else; created when named. */
    ReaderConfig reader();

    /** Submissions per second over all sources, split by the countries' numbers of students. */
    @WithDefault("50")
    double rate();

    /** Whether submissions come as soon as the sources are there. */
    @WithDefault("true")
    boolean autostart();

    /** Decides all answers. */
    @WithDefault("2018")
    long seed();

    /**
     * Submissions that may share a commit, 1 to 5000, in a source whose rate is above 200 per
     * second or that is more than 250 ms behind its rate. In others each has its own.
     */
    @WithName("rows-per-commit")
    @WithDefault("500")
    int rowsPerCommit();

    /**
     * Submissions of the day before that new sources begin with, 0 to 100,000 over all of them,
     * split as the rate. Where there are any, tables that are created have a column {@code
     * created_at}.
     */
    @WithName("past-rows")
    @WithDefault("0")
    int pastRows();

    /** Real answers to replay instead of simulated ones. */
    ResponsesConfig responses();

    /** How often the sources misbehave, from the start. */
    MisbehaviourConfig misbehaviour();

    /** The shop, a source of its own kind. */
    TotesysConfig totesys();

    /** Which columns. */
    enum Columns {
        /** All 1,118 of the questionnaire file. */
        FULL,
        /** Only the five that the charts need. */
        SLIM
    }

    /** {@code freshet.simulator.server.*} */
    interface ServerConfig {
        /** Where it is, and the database to connect to for creating others. */
        @WithDefault("postgresql://localhost:5432/postgres")
        String url();

        /** Who may create databases (and roles, with a reader). */
        Optional<String> username();

        /** That user's password. */
        Optional<String> password();
    }

    /** {@code freshet.simulator.reader.*} */
    interface ReaderConfig {
        /** Name of the role. */
        Optional<String> username();

        /** Password of the role. */
        Optional<String> password();
    }

    /** {@code freshet.simulator.responses.*} */
    interface ResponsesConfig {
        /**
         * A CSV file, plain or gzip, with a header and a column {@code cnt}. Each country in it
         * gets a database with all its columns; no simulated submissions come by themselves.
         */
        Optional<Path> file();

        /** Answers per second; 0: at once. */
        @WithDefault("0")
        double rate();
    }

    /** {@code freshet.simulator.misbehaviour.*}: probabilities per submission, 0 to 1. */
    interface MisbehaviourConfig {
        /** Transactions that stay open for 0.2 to 3 s while others commit. */
        @WithName("late-commits")
        @WithDefault("0")
        double lateCommits();

        /** Transactions that are rolled back. */
        @WithDefault("0")
        double rollbacks();

        /** Older rows that get other answers. */
        @WithDefault("0")
        double updates();

        /** Older rows that are deleted. */
        @WithDefault("0")
        double deletes();

        /** Submissions with a spoiled answer. */
        @WithDefault("0")
        double garbage();
    }

    /** {@code freshet.simulator.totesys.*}; server, reader and seed are those of all sources. */
    interface TotesysConfig {
        /** Whether the shop is simulated; the countries need not be. */
        @WithDefault("false")
        boolean enabled();

        /** The name of its database. */
        @WithDefault("totesys")
        String database();

        /** Rows inserted or updated per second, by letting the shop's time run so fast. */
        @WithDefault("10")
        double rate();

        /**
         * A folder of Parquet files, one per table, whose rows a new shop begins with, instead of
         * made-up ones.
         */
        Optional<Path> snapshot();

        /** For how many days a new shop has traded before its traffic begins. */
        @WithName("history-days")
        @WithDefault("90")
        int historyDays();

        /**
         * How many days before today its traffic begins; less than five, so that payments are still
         * to come. When its time has caught up with the clock's, the shop is open day and night.
         */
        @WithName("live-days")
        @WithDefault("3")
        int liveDays();

        /** What may happen beside its trade, such as {@code late-commit,refund}. */
        Optional<List<String>> faults();

        /** How often each of them does, per step of a minute: 0 to 1. */
        @WithName("fault-share")
        @WithDefault("0.002")
        double faultShare();
    }
}
