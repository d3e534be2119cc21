package io.freshet.poller.source.file;

import io.vertx.core.Future;
import java.util.Optional;

/** What a table of a file, or of several, is made of. To be used from one thread; never blocks. */
interface FileContent {

    /**
     * The rows, where they are others than at the last call, or this is the first; empty where they
     * are not. Fails with {@link FileProblem} where the file is not as the definition wants it.
     */
    Future<Optional<FileRows>> changed();
}
