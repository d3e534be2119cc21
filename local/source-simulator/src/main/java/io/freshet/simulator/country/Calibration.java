package io.freshet.simulator.country;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The known country profiles, and a middling one for every other country. Immutable. */
public final class Calibration {
    private final Map<CountryCode, CountryProfile> profiles;
    private final List<CountryCode> defaultCountries;

    private Calibration(
            Map<CountryCode, CountryProfile> profiles, List<CountryCode> defaultCountries) {
        this.profiles = Map.copyOf(profiles);
        this.defaultCountries = List.copyOf(defaultCountries);
    }

    /** Reads the profiles that are packed with the program. */
    public static Calibration load() {
        Map<CountryCode, CountryProfile> profiles = new LinkedHashMap<>();
        List<CountryCode> defaults = new ArrayList<>();
        try (InputStream in = Calibration.class.getResourceAsStream("calibration.csv");
                CsvReader<NamedCsvRecord> rows =
                        CsvReader.builder()
                                .commentStrategy(CommentStrategy.SKIP)
                                .ofNamedCsvRecord(in, StandardCharsets.UTF_8)) {
            for (NamedCsvRecord row : rows) {
                CountryProfile profile = profile(row);
                profiles.put(profile.code(), profile);
                if (row.getField("default").equals("yes")) {
                    defaults.add(profile.code());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The packed calibration.csv cannot be read", e);
        }
        return new Calibration(profiles, defaults);
    }

    /** The twenty countries that are simulated when none are named, in alphabetical order. */
    public List<CountryCode> defaultCountries() {
        return defaultCountries;
    }

    /** The profile of a country; of a country without figures one in the middle of the others. */
    public CountryProfile of(CountryCode code) {
        CountryProfile known = profiles.get(code);
        return known != null
                ? known
                : new CountryProfile(code, 0, 6000, 27.0, 2.6, 0.0, -0.3, 0.80);
    }

    private static CountryProfile profile(NamedCsvRecord row) {
        return new CountryProfile(
                new CountryCode(row.getField("country")),
                Integer.parseInt(row.getField("numeric")),
                Integer.parseInt(row.getField("students")),
                Double.parseDouble(row.getField("hours")),
                Double.parseDouble(row.getField("durecec")),
                Double.parseDouble(row.getField("belong")),
                Double.parseDouble(row.getField("escs")),
                Double.parseDouble(row.getField("answered")));
    }
}
