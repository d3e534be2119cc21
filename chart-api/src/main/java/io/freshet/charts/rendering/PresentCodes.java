package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The codes that a rendering has. Selections that pick the same of them are told by the same set of
 * places, whatever else they name.
 */
final class PresentCodes {

    private final Map<String, Integer> places = new HashMap<>();

    /**
     * @param codes may be repeated
     */
    PresentCodes(Collection<String> codes) {
        codes.forEach(code -> places.putIfAbsent(code, places.size()));
    }

    /** The places of those that are selected: none of what is not there. */
    BitSet selected(Selection.Codes selection) {
        BitSet selected = new BitSet(places.size());
        for (String code : selection.codes()) {
            Integer place = places.get(code);
            if (place != null) {
                selected.set(place);
            }
        }
        return selected;
    }

    /** The places of all. */
    BitSet all() {
        BitSet all = new BitSet(places.size());
        all.set(0, places.size());
        return all;
    }
}
