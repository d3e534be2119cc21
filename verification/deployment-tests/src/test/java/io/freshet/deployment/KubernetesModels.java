package io.freshet.deployment;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.freshet.testkit.files.RepositoryFiles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Holds objects to the schemas of one version of Kubernetes: by the models of its Java client,
 * which are made of its OpenAPI document. Fields that it does not know, fields that it needs and
 * values of another type are refused; what its server checks beyond (names, references, ranges) is
 * not.
 */
final class KubernetesModels {

    private static final String CLIENT = "io.kubernetes.";
    private static final String PACKAGE = CLIENT + "client.openapi.";

    /** What the chart makes of Kubernetes' own: the kinds of Prometheus' operator are not there. */
    private static final Map<String, String> MODELS =
            Map.ofEntries(
                    Map.entry("v1 ConfigMap", "V1ConfigMap"),
                    Map.entry("v1 Pod", "V1Pod"),
                    Map.entry("v1 Secret", "V1Secret"),
                    Map.entry("v1 Service", "V1Service"),
                    Map.entry("v1 ServiceAccount", "V1ServiceAccount"),
                    Map.entry("apps/v1 Deployment", "V1Deployment"),
                    Map.entry("batch/v1 Job", "V1Job"),
                    Map.entry(
                            "autoscaling/v2 HorizontalPodAutoscaler", "V2HorizontalPodAutoscaler"),
                    Map.entry("networking.k8s.io/v1 Ingress", "V1Ingress"),
                    Map.entry("networking.k8s.io/v1 NetworkPolicy", "V1NetworkPolicy"),
                    Map.entry("policy/v1 PodDisruptionBudget", "V1PodDisruptionBudget"));

    private final String version;
    private final ClassLoader classes;

    private KubernetesModels(String version, ClassLoader classes) {
        this.version = version;
        this.classes = classes;
    }

    /** Those of 1.28, the oldest that the chart is for, and of 1.34. */
    static Stream<KubernetesModels> all() {
        return Stream.of(
                new KubernetesModels("1.28", oldest()),
                new KubernetesModels("1.34", KubernetesModels.class.getClassLoader()));
    }

    /** The jar that the build puts beside the class path, instead of the one on it. */
    private static ClassLoader oldest() {
        Path jar =
                RepositoryFiles.path(
                        "verification/deployment-tests/target/kubernetes/client-java-api.jar");
        try {
            return new URLClassLoader(
                    new URL[] {jar.toUri().toURL()}, KubernetesModels.class.getClassLoader()) {
                @Override
                protected Class<?> loadClass(String name, boolean resolve)
                        throws ClassNotFoundException {
                    if (!name.startsWith(CLIENT)) {
                        return super.loadClass(name, resolve);
                    }
                    synchronized (getClassLoadingLock(name)) {
                        Class<?> loaded = findLoadedClass(name);
                        return loaded == null ? findClass(name) : loaded;
                    }
                }
            };
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether an object is of a kind of Kubernetes' own. */
    static boolean know(YamlObject object) {
        return MODELS.containsKey(kind(object));
    }

    private static String kind(YamlObject object) {
        return object.text("apiVersion") + " " + object.text("kind");
    }

    /**
     * Checks an object.
     *
     * @throws AssertionError that names version, kind and what is wrong
     */
    void check(YamlObject object) {
        JsonElement json = new Gson().toJsonTree(object.values());
        String model = MODELS.get(kind(object));
        try {
            Class<?> type = Class.forName(PACKAGE + "models." + model, true, classes);
            validator(type).invoke(null, json);
            Gson gson = gson();
            requireSameTypes("", json, gson.toJsonTree(gson.fromJson(json, type)));
        } catch (InvocationTargetException e) {
            throw wrong(object, e.getCause());
        } catch (RuntimeException e) {
            throw wrong(object, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no model of " + kind(object) + " in " + version, e);
        }
    }

    private Gson gson() throws ReflectiveOperationException {
        Class<?> json = Class.forName(PACKAGE + "JSON", true, classes);
        // In both versions it is there once one of these was made.
        json.getConstructor().newInstance();
        return (Gson) json.getMethod("getGson").invoke(null);
    }

    private AssertionError wrong(YamlObject object, Throwable cause) {
        return new AssertionError(
                "Kubernetes %s: %s %s: %s"
                        .formatted(
                                version,
                                object.text("kind"),
                                object.at("metadata", "name"),
                                cause.getMessage()),
                cause);
    }

    /** Called differently in different versions. */
    private static Method validator(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getName().startsWith("validateJson"))
                .findFirst()
                .orElseThrow();
    }

    /** A number where text is wanted is read as text: so it differs from what is written again. */
    private static void requireSameTypes(String place, JsonElement given, JsonElement read) {
        if (given.isJsonObject()) {
            given.getAsJsonObject()
                    .entrySet()
                    .forEach(
                            entry ->
                                    requireSameTypes(
                                            place + "/" + entry.getKey(),
                                            entry.getValue(),
                                            read.getAsJsonObject().get(entry.getKey())));
        } else if (given.isJsonArray()) {
            for (int at = 0; at < given.getAsJsonArray().size(); at++) {
                requireSameTypes(
                        place + "/" + at,
                        given.getAsJsonArray().get(at),
                        read.getAsJsonArray().get(at));
            }
        } else if (given.isJsonPrimitive()
                && (read == null
                        || !read.isJsonPrimitive()
                        || given.getAsJsonPrimitive().isString()
                                != read.getAsJsonPrimitive().isString()
                        || given.getAsJsonPrimitive().isBoolean()
                                != read.getAsJsonPrimitive().isBoolean())) {
            throw new IllegalArgumentException(
                    "%s is %s, which is of another type".formatted(place, given));
        }
    }

    @Override
    public String toString() {
        return "Kubernetes " + version;
    }
}
