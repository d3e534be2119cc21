package io.freshet.runtime;

import io.freshet.configuration.BrokerUrl;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.HttpClients;
import io.freshet.configuration.HttpConfig;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.runtime.http.HttpLimits;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives broker, warehouse and web servers of Freshet's configuration, and the web servers' bounds,
 * to Quarkus under its own keys. It wins over {@code application.properties} and yields to
 * environment and system properties.
 */
public final class FreshetConfigSource implements ConfigSource {

    private static final int ORDINAL = 275;

    private final Map<String, String> settings = new HashMap<>();

    /** Called by the service loader. */
    public FreshetConfigSource() {
        this(
                LoadedConfiguration.load(),
                LoadedConfiguration.file().isPresent()
                        || System.getenv("FRESHET_HTTP_PORT") != null);
    }

    /**
     * @param port whether the web port was said, so that it wins over Quarkus' own
     */
    FreshetConfigSource(FreshetConfig config, boolean port) {
        settings.putAll(HttpLimits.settings());
        config.broker().ifPresent(this::add);
        config.warehouse().ifPresent(this::add);
        add(config.http(), port);
    }

    private void add(HttpConfig http, boolean port) {
        settings.put("quarkus.http.host", http.host());
        settings.put("quarkus.management.host", http.managementHost());
        settings.put("quarkus.management.port", Integer.toString(http.managementPort()));
        HttpClients clients = http.clients();
        settings.put(
                "freshet.http.connections-per-address",
                Integer.toString(clients.connectionsPerAddress()));
        if (!clients.trustedProxies().isEmpty()) {
            String proxies = String.join(",", clients.trustedProxies());
            settings.put("freshet.http.trusted-proxies", proxies);
            settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            settings.put("quarkus.http.proxy.trusted-proxies", proxies);
        }
        if (port) {
            settings.put("quarkus.http.port", Integer.toString(http.port()));
        }
    }

    private void add(BrokerUrl broker) {
        settings.put("rabbitmq-host", broker.host());
        settings.put("rabbitmq-port", Integer.toString(broker.port()));
        settings.put("rabbitmq-username", broker.username());
        settings.put("rabbitmq-password", broker.password().value());
        settings.put("rabbitmq-virtual-host", broker.virtualHost());
        settings.put("rabbitmq-ssl", Boolean.toString(broker.tls()));
    }

    private void add(WarehouseConfig warehouse) {
        settings.put("quarkus.datasource.reactive.url", warehouse.url().first());
        settings.put("quarkus.datasource.username", warehouse.username());
        settings.put("quarkus.datasource.password", warehouse.password().value());
    }

    @Override
    public Set<String> getPropertyNames() {
        return settings.keySet();
    }

    @Override
    public String getValue(String name) {
        String value = settings.get(name);
        // What was read is no expression any more: a password may hold any characters.
        return value == null ? null : value.replace("$", "\\$");
    }

    @Override
    public String getName() {
        return "Freshet configuration";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
