package io.freshet.configuration;

import io.freshet.yaml.SectionReader;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where documents come from. */
final class DocumentsReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final Pattern WEB = Pattern.compile("https?://.*");

    private DocumentsReader() {}

    /** The places by their names. */
    static Map<String, DocumentPlace> read(SectionReader section, Path folder) {
        Map<String, DocumentPlace> places = new LinkedHashMap<>();
        for (String name : section.keys()) {
            if (!NAME.matcher(name).matches()) {
                throw section.invalid(
                        name, "must be lower-case letters, digits, dashes and underscores");
            }
            places.put(name, place(section.section(name), folder));
        }
        section.end();
        return Map.copyOf(places);
    }

    private static DocumentPlace place(SectionReader section, Path folder) {
        if (!WEB.matcher(section.text("url")).matches()) {
            return new DocumentPlace.Stored(
                    LakeReading.read(section, new PasswordReader(folder), folder));
        }
        String url = section.text("url");
        Optional<LocalDate> since = section.optionalText("since").map(text -> day(section, text));
        section.end();
        try {
            URI uri = new URI(url.replace(DocumentPlace.DAY, "2026-01-01"));
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                throw new URISyntaxException(url, "no host, or a password");
            }
        } catch (URISyntaxException e) {
            throw section.invalid(
                    "url",
                    "must look like https://host/path, perhaps with {date}, and name no user");
        }
        if (since.isPresent() && !url.contains(DocumentPlace.DAY)) {
            throw section.invalid("since", "needs a url with {date}: other answers are of today");
        }
        return new DocumentPlace.Web(url, since);
    }

    private static LocalDate day(SectionReader section, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw section.invalid("since", "must be a day such as 2026-11-01, not " + text);
        }
    }
}
