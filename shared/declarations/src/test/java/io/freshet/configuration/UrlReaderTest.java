package io.freshet.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A URL that is not as it must be is refused with the part at fault, and never shows a password.
 */
class UrlReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amqp://u:s3cret@mq:99999 | port 99999 must be from 1 to 65535",
                "amqp://u:s3cret@mq/v#frag | has a #; in a password write it as %23",
                "amqp://u:s3cr#et@mq | has a #; in a password write it as %23",
                "amqp://u:s3@cret@mq | has more than one @; in user and password write it as %40",
                "amqp://mq1,mq2 | names several hosts (mq1,mq2); name one",
                "amqp://mq:five | must look like amqp://user:password@host:5672; mq:five is no host,"
                        + " or its port is no number",
                "amqp://mq?heartbeat=5 | knows no parameters; leave out what follows the ?",
                "http://mq | must look like amqp://user:password@host:5672",
                "amqp://u:s3 cret@mq | has a blank; in user and password write it as %20",
                "amqp://u:s3/cret@mq | has a / or ? before its @; in user and password write them"
                        + " as %2F and %3F",
                "amqp://u:s3%cret@mq | has a % that is followed by no two hexadecimal digits; in"
                        + " user and password write it as %25"
            })
    void namesThePartOfABrokersAddress(String url, String sentence) {
        assertThatThrownBy(() -> BrokerUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence)
                .hasMessageNotContaining("s3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://db:0/d | port 0 must be from 1 to 65535",
                "jdbc:postgresql://db/d | must look like postgresql://host:5432/database, without jdbc:",
                "postgresql:///d | must look like postgresql://host:5432/database; its host is missing",
                "postgresql://db | must look like postgresql://host:5432/database; its database is"
                        + " missing or has a /",
                "postgresql://db/d?user=me | has the parameter user, which is not known here; leave"
                        + " it out: known are sslmode, sslrootcert, sslcert, sslkey,"
                        + " target_session_attrs, channel_binding",
                "postgresql://db/d?sslmode=on | sslmode=on is none of disable, allow, prefer,"
                        + " require, verify-ca, verify-full",
                "postgresql://db/d?sslmode=verify-ca | sslmode=verify-ca needs sslrootcert=FILE, the"
                        + " certificate of the authority; or say verify-full",
                "postgresql://db/d?sslmode=require&sslrootcert=system | sslrootcert=system trusts"
                        + " whom this machine trusts, which is safe with sslmode=verify-full only",
                "postgresql://db/d?sslcert=c.pem | a client certificate and its key belong together;"
                        + " give both or none",
                "postgresql://db/d?channel_binding=require | channel_binding=require cannot be"
                        + " promised by the drivers, which use it wherever the server offers it;"
                        + " leave it out, and say sslmode=verify-full",
                "postgresql://db/d?target_session_attrs=best | target_session_attrs=best is none of"
                        + " any, read-write, read-only, primary, standby, prefer-standby",
                "postgresql://%2Fvar%2Frun/d | has the folder of a unix socket as its host; name a"
                        + " host that is reached by TCP, such as 127.0.0.1"
            })
    void namesThePartOfADatabasesAddress(String url, String sentence) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://db/d | db:5432 | PREFER | ANY",
                "postgresql://my_db:5433/d?channel_binding=prefer | my_db:5433 | PREFER | ANY",
                "postgresql://127.0.0.1/d | 127.0.0.1:5432 | DISABLE | ANY",
                "postgres://[::1]:5433/d | [::1]:5433 | DISABLE | ANY",
                "postgresql://u:p@[2001:db8::1]/d?sslmode=disable | [2001:db8::1]:5432 | DISABLE | ANY",
                "postgresql://a,b:5433/d?target_session_attrs=read-write&sslmode=verify-full |"
                        + " a:5432,b:5433 | VERIFY_FULL | READ_WRITE",
                "postgresql://db/d?sslrootcert=system | db:5432 | VERIFY_FULL | ANY",
                "postgresql://db/d?sslmode=require&sslrootcert=/ca.pem | db:5432 | VERIFY_CA | ANY"
            })
    void takesWhatLibpqTakes(
            String text, String hosts, DatabaseTls.Mode mode, SessionTarget target) {
        DatabaseUrl url = DatabaseUrl.parse(text);

        assertThat(url).asString().startsWith("postgresql://" + hosts + "/d").doesNotContain("@");
        assertThat(url.tls().mode()).isEqualTo(mode);
        assertThat(url.target()).isEqualTo(target);
        assertThat(url.concern().isPresent())
                .as("a warning")
                .isEqualTo(mode == DatabaseTls.Mode.PREFER || hosts.startsWith("[2001"));
    }

    @Test
    void takesEveryPrintableCharacterOfAPassword() {
        for (char c = ' '; c < 0x7f; c++) {
            String password = "a" + c + "b";
            String encoded = "a%" + Integer.toHexString(c) + "b";
            assertThat(DatabaseUrl.parse("postgresql://u:" + encoded + "@db/d").password().value())
                    .isEqualTo(password);
            assertThat(BrokerUrl.parse("amqps://u:" + encoded + "@mq").password().value())
                    .isEqualTo(password);
            if (" @/?#%".indexOf(c) < 0) {
                assertThat(BrokerUrl.parse("amqp://u:" + password + "@mq").password().value())
                        .as("not encoded")
                        .isEqualTo(password);
            }
        }
    }

    @Test
    void takesTheLargestPort() {
        assertThat(BrokerUrl.parse("amqp://mq:65535").port()).isEqualTo(65_535);
        assertThat(DatabaseUrl.parse("postgresql://db:1/d").port()).isEqualTo(1);
    }
}
