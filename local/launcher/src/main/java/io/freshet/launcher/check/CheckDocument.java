package io.freshet.launcher.check;

import java.util.List;

/** What a check has found, as one document for programs. */
interface CheckDocument {

    /** The whole of it. */
    String of(List<CheckFinding> findings);
}
