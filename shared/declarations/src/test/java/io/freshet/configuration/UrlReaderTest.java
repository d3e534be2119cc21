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
                "amqp://u:s3 cret@mq | must look like amqp://user:password@host:5672; in user and"
                        + " password write @ as %40, / as %2F, # as %23"
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
                "postgresql://my_db/d | has the host my_db; a host name has no _: use another name,"
                        + " or an address",
                "jdbc:postgresql://db/d | must look like postgresql://host:5432/database, without jdbc:",
                "postgresql:///d | must look like postgresql://host:5432/database; its host is missing",
                "postgresql://db | must look like postgresql://host:5432/database; its database is"
                        + " missing or has a /",
                "postgresql://db/d?user=me | knows no parameter but sslmode=…, not ?user=me"
            })
    void namesThePartOfADatabasesAddress(String url, String sentence) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void takesTheLargestPort() {
        assertThat(BrokerUrl.parse("amqp://mq:65535").port()).isEqualTo(65_535);
        assertThat(DatabaseUrl.parse("postgresql://db:1/d").port()).isEqualTo(1);
    }
}
