package io.freshet.faultinjection.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Makes histories from seeds: the same seed gives the same moves, always. */
public final class Histories {

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final List<Kind> INSERTS =
            KINDS.stream().filter(Histories::onlyInserts).toList();
    private static final int EXTRA = 12;
    private static final int MOST = 60;
    private static final int PLACES = 10_000;

    private Histories() {}

    /**
     * A history with every kind of move at least once, in a random order; for odd seeds, what
     * replaces the whole table comes before everything else, so that edits are not wiped out.
     */
    public static List<Move> whole(long seed) {
        Random random = new Random(seed);
        List<Kind> kinds = shuffled(KINDS, random);
        if (seed % 2 != 0) {
            kinds.sort(Comparator.comparing(kind -> !replacesTable(kind)));
        }
        return moves(kinds, random);
    }

    /**
     * A history with every kind of move that adds rows and changes none, in a random order: polls
     * alone must find them all.
     */
    public static List<Move> insertsOnly(long seed) {
        Random random = new Random(seed);
        return moves(shuffled(INSERTS, random), random);
    }

    private static List<Kind> shuffled(List<Kind> all, Random random) {
        List<Kind> kinds = new ArrayList<>(all);
        for (int i = 0; i < EXTRA; i++) {
            kinds.add(all.get(random.nextInt(all.size())));
        }
        Collections.shuffle(kinds, random);
        return kinds;
    }

    private static List<Move> moves(List<Kind> kinds, Random random) {
        List<Move> moves = new ArrayList<>();
        for (Kind kind : kinds) {
            moves.add(move(kind, random));
        }
        return moves;
    }

    /**
     * One random move.
     *
     * @param calm whether to leave out what replaces whole tables, which writers seldom do
     */
    public static Move next(Random random, boolean calm) {
        Kind kind;
        do {
            kind = KINDS.get(random.nextInt(KINDS.size()));
        } while (calm && replacesTable(kind));
        return move(kind, random);
    }

    private static boolean onlyInserts(Kind kind) {
        return kind.compareTo(Kind.UPDATE_RANGE) < 0 && kind != Kind.OPEN_UPDATE;
    }

    /** Whether a move is about the whole table. */
    static boolean replacesTable(Kind kind) {
        return kind.compareTo(Kind.DELETE_ALL) >= 0;
    }

    private static Move move(Kind kind, Random random) {
        return new Move(kind, random.nextInt(PLACES), 1 + random.nextInt(MOST));
    }
}
