package io.freshet.charts.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupKeyTest {

    @Test
    void partsKeepWhatTheyAre() {
        GroupKey key = GroupKey.parse("[\"a\", 1.50, true, null]");

        assertThat(key.parts().get(0)).isEqualTo("a");
        assertThat(key.parts().get(1)).hasToString("1.50");
        assertThat(key.parts().get(2)).isEqualTo(true);
        assertThat(key.parts().get(3)).isNull();
    }

    @Test
    void equalGroupsHaveEqualHashes() {
        assertThat(GroupKey.parse("[\"a\", 1.5, null]"))
                .isEqualTo(GroupKey.parse("[ \"a\",1.5,null ]"))
                .hasSameHashCodeAs(GroupKey.parse("[ \"a\",1.5,null ]"));
    }

    @Test
    void theSameValuesOfGroupsWithSimilarNamesHaveDifferentHashes() {
        Set<Integer> hashes = new HashSet<>();
        for (String shop : List.of("shop 1", "shop 2", "shop 3", "shop 4")) {
            for (int cents = 0; cents < 5_000; cents++) {
                hashes.add(GroupKey.parse("[\"%s\", %d]".formatted(shop, cents)).hashCode());
            }
        }

        // Of 20,000 random numbers of 32 bits about 0.05 are expected to be another's.
        assertThat(hashes).hasSizeGreaterThan(19_990);
    }

    @Test
    void groupsAreInTheOrderOfTheirPartsAndMissingOnesComeLast() {
        List<GroupKey> groups =
                List.of(
                        GroupKey.parse("[\"a\", 9]"),
                        GroupKey.parse("[\"a\", 10]"),
                        GroupKey.parse("[\"a\", null]"),
                        GroupKey.parse("[\"b\", 1]"),
                        GroupKey.parse("[null, 1]"));

        assertThat(groups).isSorted();
    }
}
