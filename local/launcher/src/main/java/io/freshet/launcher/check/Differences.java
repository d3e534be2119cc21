package io.freshet.launcher.check;

import java.util.ArrayList;
import java.util.List;

/** What was found to differ: how much, and the first of it in words. Not thread-safe. */
final class Differences {

    private static final int NAMED = 10;

    private final List<String> named = new ArrayList<>();
    private long sentences;
    private long count;

    /**
     * Adds something.
     *
     * @param number how many differences the sentence stands for
     */
    void add(long number, String sentence) {
        count += number;
        sentences++;
        if (named.size() < NAMED) {
            named.add(sentence);
        }
    }

    /** How many there are. */
    long count() {
        return count;
    }

    /** The first ones in words, and how many more there are; empty where there is none. */
    String text() {
        String text = String.join("; ", named);
        return sentences > named.size()
                ? "%s; and %,d more like these".formatted(text, sentences - named.size())
                : text;
    }
}
