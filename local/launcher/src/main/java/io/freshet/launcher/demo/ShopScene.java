package io.freshet.launcher.demo;

import io.freshet.commandline.DemoOptions;
import io.freshet.commandline.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The back office of a shop.
 *
 * @param rate rows inserted or updated per second
 * @param snapshot rows that it begins with instead of made-up ones
 */
record ShopScene(double rate, Optional<Path> snapshot) implements DemoScene {

    private static final String NAME = "totesys";

    static ShopScene of(DemoOptions options) {
        if (!options.countries().isEmpty() || options.responses().isPresent()) {
            throw new UsageException(
                    "demo: --countries and --responses go with --pipeline pisa only");
        }
        options.snapshot()
                .filter(folder -> !Files.isDirectory(folder))
                .ifPresent(
                        folder -> {
                            throw new UsageException(
                                    "demo: --snapshot: there is no folder %s".formatted(folder));
                        });
        return new ShopScene(options.rate(), options.snapshot().map(Path::toAbsolutePath));
    }

    @Override
    public String pipeline() {
        return NAME;
    }

    @Override
    public String folder() {
        return snapshot.isPresent() ? NAME + "-snapshot" : NAME;
    }

    @Override
    public boolean hasLake() {
        return true;
    }

    @Override
    public List<String> sources() {
        return List.of(NAME);
    }

    @Override
    public List<Setting> simulation() {
        List<Setting> settings =
                new ArrayList<>(
                        List.of(
                                new Setting("totesys.enabled", "true"),
                                new Setting("totesys.database", NAME),
                                new Setting("totesys.rate", Double.toString(rate))));
        snapshot.ifPresent(
                folder -> settings.add(new Setting("totesys.snapshot", folder.toString())));
        return settings;
    }

    @Override
    public boolean isLive(String body) {
        // Of real rows, which are old, a chart of the last days may show none.
        return snapshot.isPresent() || !body.equals("[]");
    }

    @Override
    public List<Setting> pages() {
        return List.of(
                new Setting("Dashboard", "/dashboard/" + NAME),
                new Setting("Payments", "/payments/next5"),
                new Setting("The shop", "/simulator/totesys"));
    }
}
