package io.freshet.embedded.postgres;

import io.freshet.embedded.DeathWatch;
import io.freshet.embedded.EmbeddedServerException;
import io.freshet.embedded.EmbeddedServerException.Reason;
import io.freshet.embedded.FolderLock;
import io.freshet.embedded.LoopbackPort;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A Postgres 18 that runs as a child of this process, listens on 127.0.0.1 only and keeps its data
 * in a folder: the next start on that folder goes on with the same databases, password and, where
 * it is free, port. Its data is as durable as that of any Postgres ({@code fsync} is on).
 *
 * <p>It ends with {@link #close()}. If this process ends without, the server is stopped all the
 * same, on Windows at the next start on the folder. A folder serves one process at a time.
 *
 * <p>Starting and closing block for up to a minute and more (the first start unpacks 60 MB and
 * creates a cluster, some seconds); never call them on an event loop. Instances are thread-safe.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    private static final int PORT_ATTEMPTS = 3;

    private final PostgresFolder folder;
    private final FolderLock lock;
    private final Postmaster postmaster;
    private final int port;
    private final long pid;
    private final DeathWatch watch;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgresServer(
            PostgresFolder folder, FolderLock lock, Postmaster postmaster, int port, long pid) {
        this.folder = folder;
        this.lock = lock;
        this.postmaster = postmaster;
        this.port = port;
        this.pid = pid;
        this.watch = DeathWatch.over(pid);
    }

    /**
     * Starts a server on {@code dataFolder} with {@code settings} over the defaults.
     *
     * @throws EmbeddedServerException when it cannot be started; its message is for the user
     */
    public static EmbeddedPostgresServer start(Path dataFolder, Map<String, String> settings) {
        return start(PostgresOptions.in(dataFolder).withSettings(settings));
    }

    /**
     * Starts a server.
     *
     * @throws EmbeddedServerException when it cannot be started; its message is for the user
     */
    public static EmbeddedPostgresServer start(PostgresOptions options) {
        PostgresFolder folder = new PostgresFolder(options.dataFolder());
        FolderLock lock = FolderLock.take(folder.root());
        try {
            return start(options, folder, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedPostgresServer start(
            PostgresOptions options, PostgresFolder folder, FolderLock lock) {
        PostgresCommand command =
                new PostgresCommand(PostgresPrograms.in(options.binariesFolder()));
        PostgresCluster cluster = new PostgresCluster(folder, command);
        Postmaster postmaster = new Postmaster(folder, command);
        postmaster.stopOrphan();
        cluster.createIfMissing();
        for (int attempt = 1; ; attempt++) {
            int port = choosePort(options, folder);
            cluster.configure(options.settings(), port);
            try {
                long pid = postmaster.start(port);
                folder.rememberPort(port);
                return new EmbeddedPostgresServer(folder, lock, postmaster, port, pid);
            } catch (EmbeddedServerException e) {
                // A port that we picked may have been taken since.
                boolean retry = e.reason() == Reason.PORT_BUSY && options.port() == 0;
                if (!retry || attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static int choosePort(PostgresOptions options, PostgresFolder folder) {
        if (options.port() != 0) {
            if (!LoopbackPort.isFree(options.port())) {
                throw new EmbeddedServerException(
                        Reason.PORT_BUSY,
                        "Port %d is taken by another program. Choose another port for Postgres."
                                .formatted(options.port()));
            }
            return options.port();
        }
        OptionalInt last = folder.lastPort();
        return last.isPresent() && LoopbackPort.isFree(last.getAsInt())
                ? last.getAsInt()
                : LoopbackPort.pick();
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The process number of the server. */
    public long pid() {
        return pid;
    }

    /** The name of the superuser. */
    public String username() {
        return PostgresCluster.SUPERUSER;
    }

    /** The superuser's password, the same for every start on the data folder. */
    public String password() {
        return folder.password();
    }

    /** The file that the password stands in, which nobody but this user may read. */
    public Path passwordFile() {
        return folder.passwordFile();
    }

    /** The address of {@code database} without credentials: {@code postgresql://host:port/db}. */
    public String url(String database) {
        return "postgresql://" + LoopbackPort.HOST + ":" + port + "/" + database;
    }

    /** Where it keeps its data, and its log in {@code postgres.log}. */
    public Path dataFolder() {
        return folder.root();
    }

    /**
     * Cuts off its clients, writes its data and ends the server; a second call does nothing.
     *
     * @throws EmbeddedServerException when the server does not end
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            postmaster.stop();
            watch.close();
        } finally {
            lock.close();
        }
    }
}
