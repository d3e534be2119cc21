package io.freshet.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** deploy/helm: everything that is rendered is what Kubernetes' own schemas have. */
class HelmSchemasTest {

    static Stream<KubernetesModels> models() {
        return KubernetesModels.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void knowEveryObjectOfTheChart(KubernetesModels models) {
        for (String values : List.of(HelmChart.DEFAULT, HelmChart.MINIMAL, HelmChart.FULL)) {
            List<YamlObject> objects = HelmChart.render(values);

            assertThat(objects).hasSizeGreaterThan(8);
            for (YamlObject object : objects) {
                if (KubernetesModels.know(object)) {
                    models.check(object);
                } else {
                    assertThat(object.text("apiVersion")).isEqualTo("monitoring.coreos.com/v1");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void refuseWhatIsMissingUnknownOrOfAnotherType(KubernetesModels models) {
        assertRefused(models, "{replicas: 1, template: {spec: {containers: []}}}", "selector");
        assertRefused(models, deployment("{name: a, probe: {}}"), "probe");
        assertRefused(models, deployment("{name: a, env: [{name: B, value: 1}]}"), "/value");
        assertRefused(models, deployment("{name: a, ports: [{containerPort: http}]}"), "http");
    }

    private static String deployment(String container) {
        return "{selector: {}, template: {spec: {containers: [%s]}}}".formatted(container);
    }

    private static void assertRefused(KubernetesModels models, String spec, String what) {
        YamlObject object =
                YamlObject.of(
                        new Yaml()
                                .load(
                                        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: x}, spec: %s}"
                                                .formatted(spec)));

        assertThatThrownBy(() -> models.check(object))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(models.toString())
                .hasMessageContaining(what);
    }
}
