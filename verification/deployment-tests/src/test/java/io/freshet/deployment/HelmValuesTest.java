package io.freshet.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** Values that cannot be are refused before anything is rendered, by their place. */
class HelmValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sources: [{name: fra, url: "mysql://x", username: r}]       | /sources/0/url       | does not match pattern
                    sources: [{name: "a b", url: "postgresql://x/y", username: r}] | /sources/0/name   | does not match pattern
                    sources: [{name: fra, url: "postgresql://x/y"}]             | /sources/0           | username
                    sources: [{name: fra, url: "postgresql://x/y", username: r, pollIntervall: 1s}] | /sources/0 | pollIntervall
                    sources: [{name: fra, url: "postgresql://x/y", username: r, pollInterval: 20}]  | /sources/0/pollInterval | string
                    sources: [{name: fra, url: "postgresql://x/y", username: r, rowSecurity: off}]  | /sources/0/rowSecurity | refused
                    sources: [{name: fra, url: "postgresql://x/y", username: r, passwordSecret: {name: a}}] | /sources/0/passwordSecret | key
                    pollerr: {replicas: 2}                                      | pollerr              | not allowed
                    poller: {replica: 2}                                        | /poller              | replica
                    poller: {replicas: -1}                                      | /poller/replicas     | 0
                    poller: {replicas: two}                                     | /poller/replicas     | integer
                    poller: {resources: {limit: {memory: 1Gi}}}                 | /poller/resources    | limit
                    poller: {resources: {limits: {memory: 1 GB}}}               | /poller/resources/limits/memory | does not match pattern
                    poller: {settings: {freshet.bus.prefix: x}}                 | /poller/settings     | freshet.bus.prefix
                    poller: {accounts: {broker: {passwordSecret: {name: a, key: b}}}} | /poller/accounts/broker | username
                    poller: {accounts: {brokers: {username: a}}}                | /poller/accounts     | brokers
                    poller: {accounts: {warehouse: {username: "a b"}}}          | /poller/accounts/warehouse/username | does not match pattern
                    broker: {url: "http://mq"}                                  | /broker/url          | does not match pattern
                    broker: {url: "amqp://me:hush@mq"}                          | /broker/url          | does not match pattern
                    warehouse: {url: "postgresql://x/y", user: me}              | /warehouse           | user
                    chartApi: {service: {type: Balancer, port: 80}}             | /chartApi/service/type | ClusterIP
                    chartApi: {autoscaling: {maxReplica: 3}}                    | /chartApi/autoscaling | maxReplica
                    ingress: {enabled: true}                                    | /ingress/host        | minLength
                    definitions: {Orders: "name: orders"}                       | /definitions         | Orders
                    networkPolicy: {monitoring: [{namespaceselector: {}}]}      | /networkPolicy/monitoring/0 | namespaceselector
                    tolerations: [{key: a, effect: Never}]                      | /tolerations/0/effect | NoSchedule
                    lake: {enabled: true}                                       | /lake/url            | minLength
                    lake: {url: "ftp://x"}                                      | /lake/url            | does not match pattern
                    lake: {accounts: {broker: {username: a}}}                   | /lake/accounts       | broker
                    simulator: {replicas: 2}                                    | /simulator/replicas  | 1
                    simulator: {countries: [France]}                            | /simulator/countries/0 | does not match pattern
                    simulator: {server: {url: "postgresql://me@x/y"}}           | /simulator/server/url | does not match pattern
                    alerts: {"on": [drift]}                                     | /alerts              | on
                    alerts: {about: [drifts]}                                   | /alerts/about/0      | drift
                    alerts: {interval: 15}                                      | /alerts/interval     | string
                    alerts: {email: {host: mail, from: a@b}}                    | /alerts/email        | to
                    alerts: {slack: {webhook: x}}                               | /alerts/slack        | webhook
                    image: {tag: 3}                                             | /image/tag           | string
                    """)
    void areRefusedByTheirPlace(String values, String place, String what) {
        assertThatThrownBy(() -> HelmChart.render(values))
                .hasMessageContaining(place)
                .hasMessageContaining(what);
    }

    @Test
    void areKnownOnEveryLevel() throws IOException {
        YamlObject schema =
                YamlObject.of(
                        new Yaml()
                                .load(
                                        Files.readString(
                                                RepositoryFiles.path(
                                                        "deploy/helm/freshet/values.schema.json"))));

        assertThat(openObjects("", schema.values()))
                .as("where anything else may stand")
                .containsExactlyInAnyOrder(
                        "/properties/global",
                        "/properties/affinity/properties/nodeAffinity",
                        "/properties/affinity/properties/podAffinity",
                        "/properties/affinity/properties/podAntiAffinity");
    }

    private static Stream<String> openObjects(String place, Object part) {
        if (!(part instanceof Map<?, ?> map)) {
            return Stream.empty();
        }
        boolean open = "object".equals(map.get("type")) && !map.containsKey("additionalProperties");
        return Stream.concat(
                open ? Stream.of(place) : Stream.empty(),
                map.entrySet().stream()
                        .flatMap(
                                entry ->
                                        openObjects(
                                                place + "/" + entry.getKey(), entry.getValue())));
    }
}
