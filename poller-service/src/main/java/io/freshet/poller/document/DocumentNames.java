package io.freshet.poller.document;

/** Which names documents have. */
final class DocumentNames {

    private static final int LONGEST = 255;

    private DocumentNames() {}

    /** Whether a file or object of that name, without its folder, is a document. */
    static boolean isOne(String name) {
        return !name.startsWith(".")
                && name.length() <= LONGEST
                && (name.endsWith(".json") || name.endsWith(".jsonl"));
    }
}
