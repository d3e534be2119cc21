package io.freshet.deployment;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.Yaml;

/** The Helm chart, rendered as Helm does it, without a cluster. */
final class HelmChart {

    /** The oldest Kubernetes that the chart is for, and a new one. */
    static final List<String> VERSIONS = List.of("1.28.0", "1.34.0");

    /** Values that say nothing. */
    static final String DEFAULT = "";

    /** Values that say the least that makes sense. */
    static final String MINIMAL =
            """
            broker: {url: "amqp://me@mq"}
            warehouse: {url: "postgresql://wh/w", username: me}
            sources: [{name: fra, url: "postgresql://fra-db/fra", username: reader}]
            poller: {replicas: 1}
            aggregator: {replicas: 1}
            chartApi: {replicas: 1}
            """;

    /** Values that say everything. */
    static final String FULL =
            """
            sources:
              - name: fra
                url: postgresql://fra-db:5432/fra
                username: reader
                passwordSecret: {name: fra-reader, key: password}
                pipeline: pisa
                pollInterval: 20ms
                sweeps: {idlePercent: 1, hintedPercent: 10}
              - name: uk
                url: postgresql://uk-db/uk
                username: reader
                password: 'hush "$x"'
                attributes: {country: GBR}
                pooled: true
                rowSecurity: filtered
                timeZone: Europe/London
            broker: {url: "amqp://me@mq:5672", password: hush}
            definitions:
              orders: |
                # stands in for a definition
            settings: {FRESHET_BUS_PREFIX: shop}
            poller:
              settings: {QUARKUS_LOG_LEVEL: DEBUG}
              accounts:
                broker: {username: freshet-poller, password: hush too}
                warehouse: {username: freshet_poller, passwordSecret: {name: poller, key: warehouse}}
            chartApi:
              autoscaling: {enabled: true}
              accounts:
                warehouse: {username: freshet_charts, passwordSecret: {name: charts, key: warehouse}}
            forage: {enabled: true}
            lake:
              enabled: true
              url: s3://company-lake/freshet
              processedUrl: s3://company-processed
              endpoint: http://minio:9000
              accessKey: freshet
              secretKeySecret: {name: lake, key: secret}
              existingClaim: lake-folder
              accounts:
                warehouse: {username: freshet_lake, password: hush lake}
            simulator:
              enabled: true
              server: {url: "postgresql://sources/postgres", username: maker, password: hush maker}
            alerts:
              about: [drift, dead-letter]
              interval: 5m
              email: {host: mail.example, username: me, password: hush mail, from: a@b.example, to: [c@d.example, e@f.example]}
              slack: {urlSecret: {name: slack, key: url}}
            ingress: {enabled: true, className: nginx, host: charts.example, tlsSecret: charts-tls}
            networkPolicy:
              enabled: true
              monitoring: [{namespaceSelector: {matchLabels: {name: monitoring}}}]
            serviceMonitor: {enabled: true, labels: {release: prometheus}}
            prometheusRule: {enabled: true}
            grafanaDashboards: {enabled: true}
            imagePullSecrets: [{name: pull}]
            nodeSelector: {disk: ssd}
            tolerations: [{key: dedicated, operator: Exists}]
            """;

    private static final Path FOLDER = RepositoryFiles.path("deploy/helm/freshet");

    private HelmChart() {}

    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    /**
     * What Kubernetes would be given.
     *
     * @param values as in a file of values; may be empty
     * @throws RuntimeException with Helm's message where they are refused
     */
    static List<YamlObject> render(String values) {
        return render(values, VERSIONS.get(0));
    }

    /** The same for a version of Kubernetes. */
    static List<YamlObject> render(String values, String kubernetes) {
        try {
            Path file = Files.createTempFile("freshet-values", ".yaml");
            try {
                Files.writeString(file, values);
                List<YamlObject> objects = new ArrayList<>();
                for (Object document :
                        new Yaml()
                                .loadAll(
                                        new Helm(FOLDER)
                                                .template()
                                                .withKubeVersion(kubernetes)
                                                .withValuesFile(file)
                                                .call())) {
                    if (document != null) {
                        objects.add(YamlObject.of(document));
                    }
                }
                return objects;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a kind. */
    static List<YamlObject> ofKind(String kind, List<YamlObject> objects) {
        return objects.stream().filter(object -> object.text("kind").equals(kind)).toList();
    }

    /** The one of a kind whose name ends so. */
    static YamlObject named(String kind, String end, List<YamlObject> objects) {
        return ofKind(kind, objects).stream()
                .filter(object -> object.text("metadata", "name").endsWith(end))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " … " + end));
    }

    /** What a deployment runs. */
    static YamlObject pod(YamlObject deployment) {
        return deployment.object("spec", "template", "spec");
    }

    /** Its one container. */
    static YamlObject container(YamlObject deployment) {
        return pod(deployment).list("containers").get(0);
    }
}
