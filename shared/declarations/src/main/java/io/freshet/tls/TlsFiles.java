package io.freshet.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * PEM files that say whom an encrypted connection trusts, and as whom it is made. They are read
 * anew whenever they are asked for, so that renewed certificates count from the next connection on.
 *
 * @param authorities certificates of the authorities that are trusted; empty for those that Java
 *     trusts
 * @param certificate the client's own certificate, with those between it and its authority
 * @param key the private key to it, unencrypted, as PKCS #8
 */
public record TlsFiles(Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key) {

    /** None: Java's own authorities, no client certificate. */
    public static final TlsFiles NONE =
            new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern KEY =
            Pattern.compile(
                    "-----BEGIN ((?:\\w+ )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END [\\w ]+-----");

    private static final char[] NO_PASSWORD = new char[0];

    public TlsFiles {
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(
                    "a client certificate and its key belong together; give both or none");
        }
    }

    /** The same with paths that are not absolute taken to start from a folder. */
    public TlsFiles in(Path folder) {
        return new TlsFiles(
                authorities.map(folder::resolve),
                certificate.map(folder::resolve),
                key.map(folder::resolve));
    }

    /**
     * Whom to trust. Blocks on reading files.
     *
     * @throws TlsFileException where a file cannot be read; its text says which and what to do
     */
    public TrustManagerFactory trust() {
        try {
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities.isPresent() ? storeOf(authorities.get()) : null);
            return trust;
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsFileException("Java cannot make use of the authorities", e);
        }
    }

    /**
     * As whom to connect; empty where there is no client certificate. Blocks on reading files.
     *
     * @throws TlsFileException where a file cannot be read; its text says which and what to do
     */
    public Optional<KeyManagerFactory> identity() {
        if (certificate.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        List<? extends Certificate> chain = certificates(certificate.get());
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "client",
                    privateKey(key.get(), chain.get(0).getPublicKey().getAlgorithm()),
                    NO_PASSWORD,
                    chain.toArray(new Certificate[0]));
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            return Optional.of(keys);
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsFileException(
                    "%s and %s do not belong together: %s"
                            .formatted(certificate.get(), key.get(), e.getMessage()),
                    e);
        }
    }

    /**
     * The kind of the client's key, such as {@code RSA} or {@code EC}; empty where there is none.
     * Blocks on reading files.
     *
     * @throws TlsFileException where a file cannot be read; its text says which and what to do
     */
    public Optional<String> keyAlgorithm() {
        return certificate.map(file -> certificates(file).get(0).getPublicKey().getAlgorithm());
    }

    /**
     * Both, as Java's own TLS takes them. Blocks on reading files.
     *
     * @throws TlsFileException where a file cannot be read; its text says which and what to do
     */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    identity().map(KeyManagerFactory::getKeyManagers).orElse(null),
                    trust().getTrustManagers(),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new TlsFileException("this Java has no TLS", e);
        }
    }

    private static KeyStore storeOf(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate one : certificates(file)) {
            store.setCertificateEntry("authority-" + number++, one);
        }
        return store;
    }

    private static List<? extends Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<? extends Certificate> all =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (all.isEmpty()) {
                throw new TlsFileException(file + " holds no certificate in PEM", null);
            }
            return all;
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (GeneralSecurityException e) {
            throw new TlsFileException(file + " holds no certificate in PEM", e);
        }
    }

    private static PrivateKey privateKey(Path file, String algorithm)
            throws GeneralSecurityException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        Matcher found = KEY.matcher(text);
        if (!found.find() || !found.group(1).equals("PRIVATE KEY")) {
            throw new TlsFileException(
                    "%s holds no key as PKCS #8 in PEM; make one of it: openssl pkcs8 -topk8 -nocrypt -in %s"
                            .formatted(file, file.getFileName()),
                    null);
        }
        return KeyFactory.getInstance(algorithm)
                .generatePrivate(
                        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(2))));
    }

    private static TlsFileException unreadable(Path file, IOException e) {
        return new TlsFileException(
                "cannot read %s: %s; check the path and its rights"
                        .formatted(file, e instanceof NoSuchFileException ? "no such file" : e),
                e);
    }
}
