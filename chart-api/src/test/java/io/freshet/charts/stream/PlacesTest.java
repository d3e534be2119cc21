package io.freshet.charts.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.runtime.http.ClientNetwork;
import org.junit.jupiter.api.Test;

/** Places for streams. */
class PlacesTest {

    private static final ClientNetwork ONE = ClientNetwork.of("192.0.2.1");
    private static final ClientNetwork OTHER = ClientNetwork.of("192.0.2.2");
    private static final ClientNetwork THIRD = ClientNetwork.of("192.0.2.3");

    private final Places places = new Places(3, 2);

    @Test
    void areNotAllForOne() {
        assertThat(places.take(ONE)).isEqualTo(StreamAdmission.ADMITTED);
        assertThat(places.take(ONE)).isEqualTo(StreamAdmission.ADMITTED);

        assertThat(places.take(ONE)).isEqualTo(StreamAdmission.TOO_MANY_OF_ONE);
        assertThat(places.take(OTHER)).isEqualTo(StreamAdmission.ADMITTED);
        assertThat(places.taken()).isEqualTo(3);
    }

    @Test
    void areNotMoreThanSoMany() {
        places.take(ONE);
        places.take(ONE);
        places.take(OTHER);

        assertThat(places.take(THIRD)).isEqualTo(StreamAdmission.ALL_TAKEN);
    }

    @Test
    void areTakenAgainOnceTheyAreFree() {
        places.take(ONE);
        places.take(ONE);
        places.take(ONE);

        places.free(ONE);

        assertThat(places.taken()).isOne();
        assertThat(places.take(ONE)).isEqualTo(StreamAdmission.ADMITTED);
        assertThat(places.take(ONE)).isEqualTo(StreamAdmission.TOO_MANY_OF_ONE);
    }
}
