package io.freshet.configuration;

import static io.freshet.yaml.DeclaredKey.duration;
import static io.freshet.yaml.DeclaredKey.flag;
import static io.freshet.yaml.DeclaredKey.number;
import static io.freshet.yaml.DeclaredKey.section;
import static io.freshet.yaml.DeclaredKey.sections;
import static io.freshet.yaml.DeclaredKey.text;
import static io.freshet.yaml.DeclaredKey.words;

import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.yaml.DeclaredKey;
import io.freshet.yaml.DeclaredSection;
import io.freshet.yaml.KeyForm;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Every key of the configuration file. Its readers take from here what is allowed and what counts
 * where nothing is said; docs/configuration.md and docs/schema/freshet.schema.json are made of it.
 */
public final class ConfigurationKeys {

    static final String REFUSED = "refused";
    static final String FILTERED = "filtered";
    static final String OPEN = "open";
    static final String TOKEN = "token";
    static final String OIDC = "oidc";

    private static final int GREATEST_PORT = 65_535;
    private static final int MOST_CONNECTIONS = 1_000_000;
    private static final String EACH_CONNECTION = "read anew for each connection";
    private static final String AUTHORITIES =
            "a PEM file with the authorities that %s certificate must come from, else those that Java trusts; ";

    private static final DeclaredSection SWEEPS =
            DeclaredSection.of(
                    share("idle-percent")
                            .otherwise(percent(SweepConfig.DEFAULT.idlePercent()))
                            .means(
                                    "share of the source's time that reconciliation may take while nothing hints at a change; a quarter of it is taken where the table does not seem to be written to at all"),
                    share("hinted-percent")
                            .otherwise(percent(SweepConfig.DEFAULT.hintedPercent()))
                            .means("the same right after a hint"));

    private static final DeclaredSection SOURCE =
            DeclaredSection.of(
                            text(
                                            "name",
                                            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}"),
                                            "letters, digits, dashes and underscores")
                                    .mustBe()
                                    .means(
                                            "the source's name in metrics, messages and tables; letters, digits, `-`, `_`; unique"),
                            text("url")
                                    .mustBe()
                                    .means(
                                            "`postgresql://host:port/database`, perhaps with [parameters](#how-databases-and-broker-are-reached)"),
                            text("username")
                                    .told("that of the URL")
                                    .means("a role with `SELECT` on the tables, no more"),
                            text("password")
                                    .told("that of the URL, or of `~/.pgpass`")
                                    .means("its password"),
                            text("password-file")
                                    .means(
                                            "instead: a file with the password, as a path from the configuration's folder; a line break at its end does not count. It is "
                                                    + EACH_CONNECTION),
                            text("pipeline")
                                    .told("[that of the demo](#definitions-that-come-with-freshet)")
                                    .means(
                                            "name of its pipeline definition; needed where `pipelines` names further ones"),
                            duration("poll-interval", Duration.ofMillis(5), Duration.ofHours(1))
                                    .otherwise("100ms")
                                    .means(
                                            "how often the source is asked for new rows while none wait"),
                            section("sweeps", SWEEPS)
                                    .means("how much of the source's time reconciliation may take"),
                            flag("pooled")
                                    .means(
                                            "the URL is that of a pooler that shares sessions between transactions: nothing is kept in the session then"),
                            words("row-security", List.of(REFUSED, FILTERED))
                                    .otherwise(REFUSED)
                                    .means(
                                            "what to do where row-level security hides rows from the role: `refused`: the source is `restricted` and nothing is deleted; `filtered`: what the role sees is what counts"),
                            text("time-zone")
                                    .otherwise("UTC")
                                    .means(
                                            "what a declared time column of type `timestamp` (without time zone) is in, such as `Asia/Kolkata`"))
                    .orNames();

    private static final DeclaredSection BROKER =
            DeclaredSection.of(
                    text("url")
                            .mustBe()
                            .means("`amqp://user:password@host:port/vhost`, or `amqps`"),
                    text("password")
                            .told("that of the URL")
                            .means("the password; wins over that of the URL"),
                    text("password-file").means("instead: a file with it, " + EACH_CONNECTION),
                    text("ca")
                            .means(
                                    AUTHORITIES.formatted("an `amqps` broker's")
                                            + "the certificate must be for the URL's host in any case"),
                    text("cert")
                            .means(
                                    "a PEM file with the certificate that we show to an `amqps` broker"),
                    text("key").means("the key to it, unencrypted, as PKCS #8 in PEM"));

    private static final DeclaredSection WAREHOUSE =
            DeclaredSection.of(
                    text("url")
                            .mustBe()
                            .means("the Postgres database that Freshet writes to; may be empty"),
                    text("username")
                            .told("that of the URL")
                            .means("a role that may make schemas in it"),
                    text("password")
                            .told("that of the URL, or of `~/.pgpass`")
                            .means("its password"),
                    text("password-file").means("instead: a file with it, " + EACH_CONNECTION));

    private static final DeclaredSection HTTP =
            DeclaredSection.of(
                    text("host")
                            .otherwise(HttpConfig.DEFAULT.host())
                            .means(
                                    "the address on which charts and dashboard are served; `0.0.0.0` for all of the machine's"),
                    number("port", 0, GREATEST_PORT)
                            .otherwise(Integer.toString(HttpConfig.DEFAULT.port()))
                            .means("their port; 0 for any free one"),
                    text("management-host")
                            .otherwise(HttpConfig.DEFAULT.managementHost())
                            .means(
                                    "the address of what operators see: health with details, metrics, sources, quarantine, catalogue; never one that strangers reach, as nobody is asked who they are"),
                    number("management-port", 0, GREATEST_PORT)
                            .otherwise(Integer.toString(HttpConfig.DEFAULT.managementPort()))
                            .means("its port; 0 for any free one"),
                    number("connections-per-address", 1, MOST_CONNECTIONS)
                            .otherwise(Integer.toString(HttpClients.CONNECTIONS))
                            .means(
                                    "how many connections one address may have open at once on a port, or one network of IPv6 (its first 64 bits); further ones are answered with 429"),
                    text("trusted-proxies")
                            .means(
                                    "addresses or networks (`10.0.0.0/8`) of proxies, separated by commas: they may have any number of connections, and what they say of their clients (`X-Forwarded-…`, `Forwarded`) is believed. They limit their clients' connections themselves, as these cannot be told apart here"),
                    text("allowed-hosts")
                            .told("every name")
                            .means(
                                    "the names by which browsers reach the charts' port, separated by commas, without ports: a request for another name is refused with 421, so that no foreign name can be made to lead here; addresses and `localhost` are always answered. Where none is given and `http.host` is loopback, no other name is: a proxy on the same machine that hands the `Host` header on needs its name here"),
                    words("charts", List.of(OPEN, TOKEN, OIDC))
                            .otherwise(OPEN)
                            .means(
                                    "who may see charts: `open`: everybody who reaches the port; `token`: whoever shows the one token; `oidc`: whoever shows a token that an OpenID Connect provider signed for them"),
                    text("charts-token-file")
                            .onlyFor("`charts: token`")
                            .means(
                                    "a file with it, one line of 16 characters or more, read anew every few seconds; requests show it as `Authorization: Bearer …`"),
                    text("charts-issuer")
                            .onlyFor("`charts: oidc`")
                            .means(
                                    "the provider, as its tokens name it (`iss`), such as `https://id.example/realms/charts`; by `https` with a certificate that Java trusts, or on this machine. Its keys are found at `/.well-known/openid-configuration` there, read anew every 5 minutes and where a token names one that is not known; where it does not answer those it told last count for an hour"),
                    text("charts-audience")
                            .onlyFor("`charts: oidc`")
                            .means(
                                    "whom a token must be for (`aud`). Requests show it as `Authorization: Bearer …`; it must be a signed JWT (RS, PS, ES256, ES384 or EdDSA) that has not ended, for 30 s of difference between clocks. A stream ends with its token"));

    /** The keys at the top of the file, with all that is in them. */
    public static final DeclaredSection ALL =
            DeclaredSection.of(
                    sections("sources", SOURCE)
                            .told("nothing is read")
                            .means(
                                    "the databases that are read; besides these keys a source has the [source attributes](pipelines.md#keys) of its definition"),
                    section("broker", BROKER)
                            .told("embedded")
                            .means("the RabbitMQ that changes go through"),
                    section("warehouse", WAREHOUSE)
                            .told("embedded")
                            .means("the Postgres that Freshet writes to"),
                    section("lake", PlaceKeys.LAKE)
                            .means(
                                    "the [lake](lake.md), in which every change is archived; without this section nothing is"),
                    sections("documents", PlaceKeys.DOCUMENTS)
                            .means(
                                    "where [JSON documents](pipelines.md#json-documents) come from that tables are made of"),
                    section("alerts", AlertKeys.ALL)
                            .means(
                                    "who is [alerted](operations.md#alerts-by-e-mail-and-slack) when something is wrong"),
                    section("http", HTTP).means("where charts and dashboards are served"),
                    DeclaredKey.of("pipelines", new KeyForm.Items(KeyForm.Text.ANY))
                            .means(
                                    "further pipeline definitions, as paths from the file's folder"));

    private ConfigurationKeys() {}

    private static String percent(double share) {
        return Long.toString(Math.round(share));
    }

    private static DeclaredKey share(String name) {
        return DeclaredKey.of(name, new KeyForm.Decimal(0.1, 100));
    }
}
