package io.freshet.yaml;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may stand under a key. */
public sealed interface KeyForm {

    /** What is allowed, as it follows "must be"; empty where a sentence cannot say it. */
    default String allowed() {
        return "";
    }

    /** The words that are allowed, where they are few. */
    default List<String> words() {
        return List.of();
    }

    /** The limits of a value in words; empty where it has none. */
    default String limits() {
        return "";
    }

    /** The keys of the section that may stand there. */
    default Optional<DeclaredSection> section() {
        return Optional.empty();
    }

    /**
     * The key that a plain text is the value of where it stands for a section; empty where it may
     * not.
     */
    default String shorthand() {
        return "";
    }

    /**
     * A text, a number or what else is written in a word.
     *
     * @param pattern what it must match; empty where it may be anything, or the reader looks closer
     * @param allowed what that means
     */
    record Text(Optional<Pattern> pattern, String allowed) implements KeyForm {

        /** Whatever is written. */
        public static final Text ANY = new Text(Optional.empty(), "");

        /** Whether a text is one. */
        public boolean takes(String text) {
            return pattern.isEmpty() || pattern.get().matcher(text).matches();
        }
    }

    /**
     * One of some words.
     *
     * @param words all of them
     * @param others what is allowed besides, for editors; the reader looks closer
     * @param allowed which these are
     */
    record Words(List<String> words, Optional<Pattern> others, String allowed) implements KeyForm {

        /** Exactly these. */
        static Words of(List<String> words) {
            int last = words.size() - 1;
            return new Words(
                    words,
                    Optional.empty(),
                    String.join(", ", words.subList(0, last)) + " or " + words.get(last));
        }
    }

    /** A whole number within limits, these included. */
    record Whole(int least, int most) implements KeyForm {

        @Override
        public String allowed() {
            return "a whole number from %d to %d".formatted(least, most);
        }

        @Override
        public String limits() {
            return "%,d to %,d".formatted(least, most);
        }

        Optional<Integer> read(String text) {
            return Numbers.whole(text).filter(number -> number >= least && number <= most);
        }
    }

    /** A number within limits, these included. */
    record Decimal(double least, double most) implements KeyForm {

        @Override
        public String allowed() {
            return "a number from " + limits();
        }

        @Override
        public String limits() {
            return "%s to %s".formatted(Numbers.plain(least), Numbers.plain(most));
        }

        Optional<Double> read(String text) {
            return Numbers.decimal(text).filter(number -> number >= least && number <= most);
        }
    }

    /** True or false. */
    record Flag() implements KeyForm {

        @Override
        public String allowed() {
            return "true or false";
        }

        Optional<Boolean> read(String text) {
            return text.equals("true") || text.equals("false")
                    ? Optional.of(text.equals("true"))
                    : Optional.empty();
        }
    }

    /** A duration within limits, these included. */
    record Span(Duration least, Duration most) implements KeyForm {

        @Override
        public String allowed() {
            return "a duration such as 100ms, 2s or 15m, from %d ms to %d ms"
                    .formatted(least.toMillis(), most.toMillis());
        }

        @Override
        public String limits() {
            return "%s to %s".formatted(DurationText.of(least), DurationText.of(most));
        }

        Optional<Duration> read(String text) {
            return DurationText.read(text)
                    .filter(read -> read.compareTo(least) >= 0 && read.compareTo(most) <= 0);
        }
    }

    /** A list. */
    record Items(KeyForm each) implements KeyForm {

        @Override
        public Optional<DeclaredSection> section() {
            return each.section();
        }
    }

    /**
     * Names that the user chooses, with what each stands for.
     *
     * @param called how the reference calls such a name
     * @param names what they may be
     */
    record Names(String called, Text names, KeyForm each) implements KeyForm {

        @Override
        public Optional<DeclaredSection> section() {
            return each instanceof Section named
                    ? Optional.of(named.keys())
                    : Optional.of(DeclaredSection.anyNames());
        }

        @Override
        public String shorthand() {
            return each.shorthand();
        }
    }

    /**
     * A section.
     *
     * @param shorthand the key that a plain text in its place is the value of; empty where there
     *     must be a section
     */
    record Section(DeclaredSection keys, String shorthand) implements KeyForm {

        @Override
        public Optional<DeclaredSection> section() {
            return Optional.of(keys);
        }
    }

    /** One of several forms, of which the first is the one that errors tell of. */
    record OneOf(List<KeyForm> forms) implements KeyForm {

        @Override
        public String allowed() {
            return forms.get(0).allowed();
        }

        @Override
        public List<String> words() {
            return forms.get(0).words();
        }

        @Override
        public Optional<DeclaredSection> section() {
            return forms.stream().flatMap(form -> form.section().stream()).findFirst();
        }
    }

    /** Texts, lists and names within each other, as the reader of charts takes them. */
    record Tree() implements KeyForm {}
}
