package io.freshet.runtime.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freshet.configuration.AlertsConfig.Email;
import io.freshet.configuration.AlertsConfig.Encryption;
import io.freshet.configuration.Secret;
import io.freshet.tls.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A real mail server with STARTTLS, which lets one user in, and takes mail for everybody but those
 * called nobody.
 */
final class MailServer implements AutoCloseable {

    static final String USER = "freshet";
    static final String PASSWORD = "open, Sesame";

    private static final char[] STORE = "certificate".toCharArray();

    final List<String> received = new CopyOnWriteArrayList<>();
    private final Path certificate;
    private final SMTPServer server;

    MailServer(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        KeyStore keys = keys(folder);
        certificate = folder.resolve("certificate.pem");
        Files.writeString(
                certificate,
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(
                                Base64.getMimeEncoder()
                                        .encodeToString(keys.getCertificate("mail").getEncoded())));
        KeyManagerFactory identity =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(keys, STORE);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.getKeyManagers(), null, null);
        server =
                new SMTPServer.Builder()
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .port(0)
                        .requireTLS()
                        .requireAuth()
                        .startTlsSocketFactory(context)
                        .authenticationHandlerFactory(
                                new EasyAuthenticationHandlerFactory(MailServer::login))
                        .messageHandlerFactory(Reception::new)
                        .build();
        server.start();
    }

    /** With Java's own tool: a certificate can be made by nothing else that every JDK has. */
    private static KeyStore keys(Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        Process tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "mail",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=mail",
                                "-ext",
                                "san=dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(STORE))
                        .redirectErrorStream(true)
                        .start();
        if (!tool.waitFor(30, TimeUnit.SECONDS)) {
            tool.destroyForcibly();
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, STORE);
        }
        return keys;
    }

    private static void login(String user, String password, MessageContext context)
            throws LoginFailedException {
        if (!USER.equals(user) || !PASSWORD.equals(password)) {
            throw new LoginFailedException();
        }
    }

    /** How to reach it, knowing its certificate. */
    Email access(String password, String... to) {
        return access("localhost", password, Optional.of(certificate), to);
    }

    Email access(String host, String password, Optional<Path> authorities, String... to) {
        return new Email(
                host,
                server.getPortAllocated(),
                Encryption.STARTTLS,
                new TlsFiles(authorities, Optional.empty(), Optional.empty()),
                Optional.of(USER),
                new Secret(password),
                "freshet@example.org",
                List.of(to));
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Reception implements MessageHandler {

        private String receivers = "";

        Reception(MessageContext context) {}

        @Override
        public void from(String sender) {}

        @Override
        public void recipient(String receiver) throws RejectException {
            if (receiver.startsWith("nobody")) {
                throw new RejectException(550, "no such user");
            }
            receivers += receiver + "\n";
        }

        @Override
        public String data(InputStream data) throws IOException {
            received.add(receivers + new String(data.readAllBytes(), UTF_8));
            return null;
        }

        @Override
        public void done() {}
    }
}
