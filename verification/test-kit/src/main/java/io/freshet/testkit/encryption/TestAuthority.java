package io.freshet.testkit.encryption;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that signs certificates for tests, and writes them as PEM files into a folder. */
public final class TestAuthority {

    private static final AtomicLong NUMBERS = new AtomicLong(1);

    private final Path folder;
    private final String name;
    private final KeyPair keys = newKeys();
    private final X509Certificate certificate;

    /**
     * @param folder where all is written
     * @param name what it calls itself, and its file
     */
    public TestAuthority(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        this.certificate = sign(keys, name, "", Instant.now().plus(1, ChronoUnit.DAYS));
        write(file(), pem("CERTIFICATE", encoded(certificate)));
    }

    /**
     * A certificate and its key, as files.
     *
     * @param certificate in PEM
     * @param key in PEM, as PKCS #8
     */
    public record Issued(Path certificate, Path key) {}

    /** Its own certificate. */
    public Path file() {
        return folder.resolve(name + ".pem");
    }

    /** A certificate for a host, or where that is empty for a user. */
    public Issued issue(String subject, String host) {
        return issue(subject, host, Instant.now().plus(1, ChronoUnit.DAYS));
    }

    /** A certificate that has ended. */
    public Issued issueExpired(String subject, String host) {
        return issue(subject, host, Instant.now().minus(1, ChronoUnit.HOURS));
    }

    private Issued issue(String subject, String host, Instant until) {
        KeyPair fresh = newKeys();
        String number = "-" + NUMBERS.incrementAndGet();
        Path signed = folder.resolve(subject + number + ".pem");
        Path key = folder.resolve(subject + number + ".key");
        write(signed, pem("CERTIFICATE", encoded(sign(fresh, subject, host, until))));
        write(key, pem("PRIVATE KEY", fresh.getPrivate().getEncoded()));
        return new Issued(signed, key);
    }

    private X509Certificate sign(KeyPair subjects, String subject, String host, Instant until) {
        boolean own = subjects == keys;
        try {
            JcaX509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            new X500Name("CN=" + name),
                            BigInteger.valueOf(NUMBERS.incrementAndGet()),
                            Date.from(Instant.now().minus(2, ChronoUnit.DAYS)),
                            Date.from(until),
                            new X500Name("CN=" + subject),
                            subjects.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(own));
            if (!host.isEmpty()) {
                int kind = host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName;
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(kind, host)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(keys.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate one) {
        try {
            return one.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(what, Base64.getMimeEncoder().encodeToString(der), what);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
