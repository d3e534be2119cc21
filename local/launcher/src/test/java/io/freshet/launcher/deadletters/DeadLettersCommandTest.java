package io.freshet.launcher.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Delivery;
import io.freshet.events.BusTopology;
import io.freshet.testkit.TestBroker;
import io.freshet.testkit.TestServers;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class DeadLettersCommandTest {

    @TempDir Path folder;

    static Stream<TestBroker> brokers() {
        return Stream.of(TestServers.broker(), TestServers.embeddedBroker()).distinct();
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void listsMessagesAndLeavesThemInTheirOrder(TestBroker broker) throws Exception {
        try (DeadLettersSetUp setUp = new DeadLettersSetUp(broker, folder)) {
            for (int i = 1; i <= 5; i++) {
                setUp.bury("letter " + i, 2);
            }

            String first = setUp.run("list");
            String second = setUp.run("list");

            assertThat(second).isEqualTo(first);
            assertThat(first.lines()).hasSize(6);
            assertThat(first.lines().toList().get(1))
                    .startsWith("1 ")
                    .contains(
                            "2026-11-21T03:00:00Z", setUp.origin(2), "fra", " 8 ", "not a change");
            assertThat(setUp.run("show", "--all"))
                    .containsSubsequence(
                            "letter 1", "letter 2", "letter 3", "letter 4", "letter 5");
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void showsAMessageWholeAndHarmless(TestBroker broker) throws Exception {
        try (DeadLettersSetUp setUp = new DeadLettersSetUp(broker, folder)) {
            setUp.bury("{\"version\": 7}\u001b[2J", 0);

            assertThat(setUp.run("show", "--id", setUp.id(0)))
                    .contains("freshet-reason: not a change event\n")
                    .contains("freshet-origin: " + setUp.origin(0) + "\n")
                    .contains("freshet-kind: rows\n")
                    .contains("content type: text/x-test\n")
                    .contains("\n\n{\"version\": 7}\uFFFD[2J\n");
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void replaysAMessageToItsPartitionAsItWasPublishedFirst(TestBroker broker) throws Exception {
        try (DeadLettersSetUp setUp = new DeadLettersSetUp(broker, folder)) {
            setUp.bury("one", 1);
            setUp.bury("two", 3);
            setUp.bury("three", 1);
            String two = setUp.id(1);

            assertThat(setUp.run("replay", "--id", two))
                    .isEqualTo("%s replayed to %s%n".formatted(two, setUp.origin(3)));

            assertThat(setUp.deadLetters()).containsExactly("one", "three");
            Delivery replayed = setUp.take(setUp.origin(3), 1).get(0);
            assertThat(replayed.getBody()).asString(UTF_8).isEqualTo("two");
            assertThat(replayed.getProperties().getContentType()).isEqualTo("text/x-test");
            assertThat(replayed.getProperties().getDeliveryMode()).isEqualTo(2);
            assertThat(replayed.getProperties().getHeaders())
                    .containsOnlyKeys(BusTopology.KIND_HEADER, BusTopology.SOURCE_HEADER);
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void replaysAllInTheirOrder(TestBroker broker) throws Exception {
        try (DeadLettersSetUp setUp = new DeadLettersSetUp(broker, folder)) {
            for (int i = 1; i <= 4; i++) {
                setUp.bury("letter " + i, 2);
            }

            setUp.run("replay", "--all");

            assertThat(setUp.take(setUp.origin(2), 4))
                    .extracting(taken -> new String(taken.getBody(), UTF_8))
                    .containsExactly("letter 1", "letter 2", "letter 3", "letter 4");
            assertThat(setUp.run("list")).isEqualTo("no dead letters%n".formatted());
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void keepsAMessageThatCannotBeReplayed(TestBroker broker) throws Exception {
        try (DeadLettersSetUp setUp = new DeadLettersSetUp(broker, folder)) {
            setUp.bury("lost", 1);
            setUp.bury("astray", 7);
            String before = setUp.run("list");
            setUp.deleteQueue(setUp.origin(1));

            assertThat(setUp.complaint(1, "replay", "--all")).contains("stays a dead letter");
            assertThat(setUp.run("replay", "--id", setUp.id(1))).contains("stays: its origin");

            assertThat(setUp.run("list")).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void discardsWhatItIsToldTo(TestBroker broker) throws Exception {
        try (DeadLettersSetUp setUp = new DeadLettersSetUp(broker, folder)) {
            setUp.bury("one", 1);
            setUp.bury("two", 1);

            setUp.run("discard", "--id", setUp.id(0));

            assertThat(setUp.run("show", "--all")).contains("two").doesNotContain("one");
            assertThat(setUp.complaint(1, "discard", "--id", "0000000000"))
                    .contains("no such dead letter");
            assertThat(setUp.complaint(2, "discard")).contains("either --id or --all");
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void saysWhereThereIsNoQueue(TestBroker broker) throws Exception {
        try (DeadLettersSetUp setUp = new DeadLettersSetUp(broker, folder)) {
            setUp.deleteQueue(setUp.topology().deadLetterQueue());

            assertThat(setUp.complaint(1, "list"))
                    .contains("has no queue " + setUp.topology().deadLetterQueue());
        }
    }
}
