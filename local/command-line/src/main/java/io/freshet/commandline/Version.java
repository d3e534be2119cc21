package io.freshet.commandline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that this was built as. */
public final class Version implements IVersionProvider {

    private static final String RESOURCE = "/io/freshet/commandline/version.properties";

    @Override
    public String[] getVersion() {
        try (InputStream file = Version.class.getResourceAsStream(RESOURCE)) {
            Properties properties = new Properties();
            properties.load(file);
            return new String[] {"freshet " + properties.getProperty("version")};
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + RESOURCE, e);
        }
    }
}
