package io.freshet.launcher.init.propose;

/**
 * Something to say of a table.
 *
 * @param subject the table, as people write its name in SQL
 * @param kind what it is about
 * @param sentence what there is to say, without the subject
 */
public record Remark(String subject, Kind kind, String sentence) {

    /** What a remark is about. */
    public enum Kind {
        /** The table is read. */
        READ,
        /** The table is not read. */
        LEFT_OUT,
        /** Something that the reader should know. */
        NOTE
    }
}
