package io.freshet.launcher.demo;

import io.freshet.commandline.DemoOptions;
import io.freshet.commandline.UsageException;
import io.freshet.simulator.country.Calibration;
import io.freshet.simulator.country.CountryCode;
import io.freshet.simulator.replay.AnswersFile;
import io.freshet.simulator.replay.AnswersFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Countries whose students answer a questionnaire.
 *
 * @param rate submissions per second over all of them
 * @param countries the simulated sources
 * @param responses real answers to replay instead of simulated ones
 */
record SurveyScene(double rate, List<CountryCode> countries, Optional<Path> responses)
        implements DemoScene {

    /** Of the day before: enough for a shape over time, and read within a second or two. */
    private static final int PAST_ROWS = 36_000;

    static SurveyScene of(DemoOptions options) {
        if (options.snapshot().isPresent()) {
            throw new UsageException("demo: --snapshot goes with --pipeline totesys only");
        }
        return new SurveyScene(
                options.rate(),
                options.responses()
                        .map(SurveyScene::countriesOf)
                        .orElseGet(() -> countries(options.countries())),
                options.responses().map(Path::toAbsolutePath));
    }

    private static List<CountryCode> countriesOf(Path file) {
        try {
            return AnswersFile.scan(file).countries();
        } catch (AnswersFileException e) {
            throw new UsageException("demo: --responses: " + e.getMessage());
        }
    }

    private static List<CountryCode> countries(List<String> codes) {
        return codes.isEmpty()
                ? Calibration.load().defaultCountries()
                : codes.stream().map(CountryCode::parse).distinct().toList();
    }

    @Override
    public String pipeline() {
        return "pisa";
    }

    @Override
    public String folder() {
        return responses.isPresent() ? "replay" : "demo";
    }

    @Override
    public boolean hasLake() {
        return false;
    }

    @Override
    public List<String> sources() {
        return countries.stream()
                .map(country -> country.toString().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Override
    public List<Setting> simulation() {
        List<Setting> settings =
                new ArrayList<>(
                        List.of(
                                new Setting("enabled", "true"),
                                new Setting("database-prefix", ""),
                                new Setting(
                                        "countries",
                                        countries.stream()
                                                .map(CountryCode::toString)
                                                .collect(Collectors.joining(","))),
                                new Setting("rate", Double.toString(rate))));
        settings.add(
                responses
                        .map(file -> new Setting("responses.file", file.toString()))
                        .orElseGet(() -> new Setting("past-rows", Integer.toString(PAST_ROWS))));
        return settings;
    }

    /** Whether it has data, and of the freshness of sources: whether all are live. */
    @Override
    public boolean isLive(String body) {
        if (body.contains("\"status\"")) {
            return body.split("\"status\":\"live\"", -1).length - 1 == countries.size();
        }
        return !body.contains("\"datasets\":[]") && !body.equals("{\"count\":0}");
    }

    @Override
    public List<Setting> pages() {
        return List.of(new Setting("Dashboard", "/"), new Setting("Spore", "/spore"));
    }
}
