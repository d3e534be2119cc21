package io.freshet.lake.manifest;

import io.freshet.lake.journal.LakeTable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;

/** The names of a source's objects. They follow from what the objects hold. */
public final class ObjectNames {

    private final String source;

    /**
     * @param source the source
     */
    public ObjectNames(String source) {
        this.source = escaped(source);
    }

    /** A commit. */
    public String manifest(long number) {
        return "manifests/%s/%d.json".formatted(source, number);
    }

    /** What a commit will be. */
    public String plan(long number) {
        return "manifests/%s/plans/%d.json".formatted(source, number);
    }

    /** Which manifest was the newest some time ago. */
    public String newest() {
        return "manifests/%s/newest.json".formatted(source);
    }

    /**
     * The changes of one table on one day in a range of versions.
     *
     * @param from the version before the first
     */
    public String changes(LakeTable table, LocalDate date, long epoch, long from, long to) {
        return "%s/e%04d-v%015d-v%015d.parquet".formatted(folder(table, date), epoch, from, to);
    }

    /**
     * A part of all rows of one table.
     *
     * @param manifest the number of the manifest that they are committed with
     * @param part counts up from 1
     */
    public String snapshot(LakeTable table, LocalDate date, long epoch, long manifest, int part) {
        return "%s/e%04d-all%09d-%05d.parquet"
                .formatted(folder(table, date), epoch, manifest, part);
    }

    private String folder(LakeTable table, LocalDate date) {
        return "%s/%s/%s/%04d/%02d/%02d"
                .formatted(
                        table.zone().word(),
                        source,
                        escaped(table.name()),
                        date.getYear(),
                        date.getMonthValue(),
                        date.getDayOfMonth());
    }

    /** What no store or file system reads otherwise than it is meant. */
    private static String escaped(String name) {
        StringBuilder text = new StringBuilder();
        for (byte character : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    (character >= 'a' && character <= 'z')
                            || (character >= 'A' && character <= 'Z')
                            || (character >= '0' && character <= '9')
                            || character == '_'
                            || character == '-';
            text.append(
                    plain
                            ? String.valueOf((char) character)
                            : String.format(Locale.ROOT, "%%%02X", character));
        }
        return text.toString();
    }
}
