package io.freshet.forage.web;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The pages and all that they load, read from the class path once and kept compressed. Their common
 * path names their content ({@link #path}), so that browsers may keep them for ever; Quarkus serves
 * static files under fixed names only. Immutable; safe on any thread.
 */
@Singleton
final class WebAssets {
    private static final String ROOT = "forage-web/";
    private static final String PATH_IN_PAGES = "@assets@";
    private static final Map<String, String> CONTENT_TYPES =
            Map.of(
                    "html", "text/html;charset=UTF-8",
                    "css", "text/css;charset=UTF-8",
                    "js", "text/javascript;charset=UTF-8",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "txt", "text/plain;charset=UTF-8");

    private final Map<String, WebAsset> byName = new TreeMap<>();
    private final String path;

    WebAssets() {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : names()) {
            files.put(name, read(name));
        }
        path = "/forage/static/" + fingerprint(files);
        files.forEach((name, bytes) -> byName.put(name, asset(name, bytes)));
    }

    /** The path under which the files are served, without a slash at its end. */
    String path() {
        return path;
    }

    /** The file of that name relative to {@link #path}, such as {@code css/forage.css}. */
    Optional<WebAsset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private WebAsset asset(String name, byte[] bytes) {
        String type = CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        byte[] content = bytes;
        if (name.endsWith(".html")) {
            String page = new String(bytes, StandardCharsets.UTF_8);
            content = page.replace(PATH_IN_PAGES, path).getBytes(StandardCharsets.UTF_8);
        }
        return WebAsset.of(type, content);
    }

    /** A folder of the class path cannot be listed in a native executable: the build lists it. */
    private static List<String> names() {
        String listed = new String(read("files.txt"), StandardCharsets.UTF_8);
        return listed.lines().filter(line -> !line.isBlank()).toList();
    }

    private static byte[] read(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The file "
                                + name
                                + " of the dashboard is missing from its jar; build forage-dashboard anew.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(Map<String, byte[]> files) {
        CRC32 sum = new CRC32();
        files.values().forEach(sum::update);
        return Long.toString(sum.getValue(), Character.MAX_RADIX);
    }
}
