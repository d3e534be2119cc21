package io.freshet.runtime.alerts;

import io.freshet.configuration.AlertsConfig.Email;
import io.freshet.configuration.AlertsConfig.Encryption;
import io.freshet.tls.TlsFileException;
import io.freshet.tls.WatchedTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.List;

/**
 * Sends messages through a mail server. Each has a connection of its own, so that a changed
 * password or certificate counts for the next one.
 */
final class EmailWay implements AlertWay {

    private static final int AUTHENTICATION = 535;
    private static final String NO_RECEIVER = "no recipient addresses were accepted";
    private static final String VERIFIES_HOST = "HTTPS";

    private final Vertx vertx;
    private final Email email;

    EmailWay(Vertx vertx, Email email) {
        this.vertx = vertx;
        this.email = email;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public String target() {
        return "%s:%d to %s".formatted(email.host(), email.port(), String.join(", ", email.to()));
    }

    @Override
    public Future<String> send(AlertMessage message) {
        // Password and authorities stand in files.
        return vertx.executeBlocking(this::settings, false)
                .compose(settings -> send(message, settings))
                .recover(error -> Future.failedFuture(explained(error)));
    }

    private Future<String> send(AlertMessage message, MailConfig settings) {
        MailClient client = MailClient.create(vertx, settings);
        MailMessage mail =
                new MailMessage()
                        .setFrom(email.from())
                        .setTo(email.to())
                        .setSubject(message.subject())
                        .setText(message.text());
        // Programs that answer mail by themselves do not answer such ones (RFC 3834).
        mail.addHeader("Auto-Submitted", "auto-generated");
        return client.sendMail(mail).map(this::left).eventually(() -> client.close());
    }

    private MailConfig settings() {
        MailConfig settings =
                new MailConfig()
                        .setHostname(email.host())
                        .setPort(email.port())
                        .setSsl(email.encryption() == Encryption.IMPLICIT)
                        .setStarttls(
                                email.encryption() == Encryption.STARTTLS
                                        ? StartTLSOptions.REQUIRED
                                        : StartTLSOptions.DISABLED)
                        .setLogin(
                                email.username().isPresent()
                                        ? LoginOption.REQUIRED
                                        : LoginOption.DISABLED)
                        .setKeepAlive(false)
                        .setAllowRcptErrors(true);
        settings.setConnectTimeout((int) AlertLimits.ATTEMPT.toMillis());
        settings.setIdleTimeout((int) AlertLimits.ATTEMPT.toSeconds());
        email.username()
                .ifPresent(
                        user -> settings.setUsername(user).setPassword(email.password().value()));
        if (email.encryption() != Encryption.NONE) {
            settings.setTrustOptions(TrustOptions.wrap(new WatchedTrust(email.files(), true)));
            settings.setHostnameVerificationAlgorithm(VERIFIES_HOST);
        }
        return settings;
    }

    private String left(MailResult result) {
        List<String> left =
                email.to().stream().filter(one -> !result.getRecipients().contains(one)).toList();
        return left.isEmpty() ? "" : refused(left);
    }

    private static String refused(List<String> receivers) {
        return "the mail server refused %s; check alerts.email.to"
                .formatted(String.join(", ", receivers));
    }

    private AlertException explained(Throwable error) {
        String server = "%s:%d".formatted(email.host(), email.port());
        if (error instanceof TlsFileException) {
            return AlertException.lasting(error.getMessage());
        }
        // The client has no type for this one.
        if (String.valueOf(error.getMessage()).startsWith(NO_RECEIVER)) {
            return AlertException.lasting(refused(email.to()));
        }
        if (!(error instanceof SMTPException refusal)) {
            return AlertException.passing(
                    "%s: %s; check alerts.email: host, port and tls"
                            .formatted(server, AlertException.said(error.getMessage())));
        }
        String said = AlertException.said(refusal.getReplyMessage());
        if (refusal.getReplyCode() == AUTHENTICATION) {
            return AlertException.lasting(
                    "%s does not let %s in (%s); check username and password of alerts.email"
                            .formatted(server, email.username().orElse("anybody"), said));
        }
        String refused =
                "%s refused the message (%s); check from and to of alerts.email"
                        .formatted(server, said);
        return refusal.isPermanent()
                ? AlertException.lasting(refused)
                : AlertException.passing(refused);
    }
}
