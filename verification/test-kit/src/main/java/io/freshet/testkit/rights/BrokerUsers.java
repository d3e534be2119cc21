package io.freshet.testkit.rights;

import io.freshet.configuration.BrokerUrl;
import io.freshet.events.BusTopology;
import io.freshet.grants.BrokerGrants;
import io.freshet.testkit.RabbitControl;
import io.freshet.testkit.ServerKind;
import io.freshet.testkit.TestBus;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The users of services at a broker, with the rights that {@code ./freshet grants} prints for a bus
 * and no others. Where the broker knows no such rights, or rabbitmqctl cannot be run, all services
 * stay the user that the test is, which is said once. Thread-safe.
 */
public final class BrokerUsers {

    private static final String PASSWORD = "of-a-test";
    private static final AtomicBoolean SAID = new AtomicBoolean();
    private static final Set<RabbitUsers> MADE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(BrokerUsers::end, "freshet-test-broker-users"));
    }

    private final String administrator;
    private final String prefix;
    private final boolean made;

    private BrokerUsers(String administrator, String prefix, boolean made) {
        this.administrator = administrator;
        this.prefix = prefix;
        this.made = made;
        if (!made && SAID.compareAndSet(false, true)) {
            System.out.println("All services are the same user at the broker: it takes no rights");
        }
    }

    /** Makes them on the broker of a bus, until this process ends; blocks for a second or two. */
    public static BrokerUsers of(TestBus bus) {
        String url = bus.broker().url();
        RabbitUsers users = new RabbitUsers(commands(url, bus.topology()));
        boolean made = bus.broker().kind() == ServerKind.REAL && users.make(PASSWORD);
        if (made) {
            MADE.add(users);
        }
        return new BrokerUsers(url, bus.prefix(), made);
    }

    /**
     * Makes them on a node of a test's own, which takes them along when it ends; blocks.
     *
     * @param url its address with the user that the test is
     * @param evaluate gives what an expression of Erlang gives there
     */
    public static BrokerUsers of(String url, BusTopology bus, UnaryOperator<String> evaluate) {
        boolean made = new RabbitUsers(commands(url, bus), evaluate).make(PASSWORD);
        return new BrokerUsers(url, bus.prefix(), made);
    }

    private static List<String> commands(String url, BusTopology bus) {
        return BrokerGrants.commands(BrokerUrl.parse(url), bus);
    }

    /**
     * An address with the user of a service; as it is where it names another user than the test.
     *
     * @param service {@code poller}, {@code aggregator}, {@code charts}, or {@code up} for commands
     */
    public String signedIn(String url, String service) {
        if (!made || !userOf(url).equals(userOf(administrator))) {
            return url;
        }
        return url.replaceFirst("//[^@]*@", "//%s-%s:%s@".formatted(prefix, service, PASSWORD));
    }

    private static String userOf(String url) {
        return Optional.ofNullable(URI.create(url).getUserInfo()).orElse("");
    }

    private static void end() {
        if (!MADE.isEmpty()) {
            RabbitControl.evaluate(
                    MADE.stream()
                            .map(RabbitUsers::deletion)
                            .collect(Collectors.joining("", "", "ok.")));
        }
    }
}
