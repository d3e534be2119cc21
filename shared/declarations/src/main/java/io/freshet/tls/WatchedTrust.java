package io.freshet.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts whom another one trusts, if the certificate is for the host that is connected to, where
 * that is asked for; and remembers why it refused, which drivers do not tell. Thread-safe.
 */
public final class WatchedTrust extends X509ExtendedTrustManager {

    private static final String BY_NAME = "HTTPS";

    private final X509ExtendedTrustManager trust;
    private final boolean byName;
    private volatile String refusal;

    /**
     * @param files whose authorities are trusted
     * @param byName whether the certificate must be for the host that is connected to
     * @throws TlsFileException where a file cannot be used
     */
    public WatchedTrust(TlsFiles files, boolean byName) {
        TrustManagerFactory factory = files.trust();
        this.trust = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        this.byName = byName;
    }

    /** Why a server was refused last, if one was. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        if (byName && socket instanceof SSLSocket encrypted) {
            encrypted.setSSLParameters(named(encrypted.getSSLParameters()));
        }
        remembered(() -> trust.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        if (byName) {
            engine.setSSLParameters(named(engine.getSSLParameters()));
        }
        remembered(() -> trust.checkServerTrusted(chain, type, engine));
    }

    private static SSLParameters named(SSLParameters parameters) {
        parameters.setEndpointIdentificationAlgorithm(BY_NAME);
        return parameters;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        if (byName) {
            throw new CertificateException("the host that is connected to is not known");
        }
        remembered(() -> trust.checkServerTrusted(chain, type));
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private void remembered(Check check) throws CertificateException {
        try {
            check.run();
        } catch (CertificateException e) {
            refusal = e.getMessage();
            throw e;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        trust.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        trust.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        trust.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
