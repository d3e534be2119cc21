package io.freshet.warehouse.layout;

/**
 * Statements about documents that tables are made of. A document that was accepted is never
 * changed; one that was set aside may be accepted once it is another.
 */
public final class DocumentSql {

    /** The documents of a place; parameter: place. Answers name, tag, accepted, bytes. */
    public static final String KNOWN =
            "select name, tag, reason is null, coalesce(octet_length(content), 0)"
                    + " from freshet.document where place = $1";

    /**
     * Accepts a document, unless one of its name was; parameters: place, name, day, tag, content.
     * Changes 1 row or none.
     */
    public static final String ACCEPT =
            """
            insert into freshet.document as d (place, name, day, tag, content)
            values ($1, $2, $3, $4, $5)
            on conflict (place, name) do update set number = default, day = excluded.day,
             tag = excluded.tag, content = excluded.content, reason = null, read_at = now()
             where d.reason is not null""";

    /**
     * Sets a document aside, unless one of its name was accepted; parameters: place, name, day,
     * tag, reason.
     */
    public static final String SET_ASIDE =
            """
            insert into freshet.document as d (place, name, day, tag, reason)
            values ($1, $2, $3, $4, $5)
            on conflict (place, name) do update set tag = excluded.tag,
             reason = excluded.reason, read_at = now() where d.reason is not null""";

    /** The numbers of the documents of a place that are accepted; parameter: place. */
    public static final String NUMBERS =
            "select number from freshet.document where place = $1 and reason is null";

    /**
     * Documents by their numbers; parameters: place, numbers. Answers number, name, day, content.
     */
    public static final String CONTENT =
            "select number, name, day, content from freshet.document"
                    + " where place = $1 and number = any($2)";

    private DocumentSql() {}
}
