package io.freshet.benchmarks.harness;

import io.freshet.testkit.oracle.OracleVerdict;
import io.freshet.testkit.oracle.SurveyOracle;
import io.freshet.testkit.oracle.SurveySource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Answers of a survey in one slim table, read by the definition that comes with Freshet. */
public final class SurveyKind implements SourceKind {

    private static final Duration AT_REST = Duration.ofSeconds(30);

    @Override
    public Optional<OwnDefinition> definition() {
        return Optional.empty();
    }

    @Override
    public List<String> tables(String code) {
        return List.of(
                "create table "
                        + BenchSource.TABLE
                        + " (id bigserial primary key, cnt text, escs text, tmins text,"
                        + " belong text, durecec text, updated_at timestamptz default now())");
    }

    @Override
    public String insert() {
        return "insert into %s (%s) values (?, ?, ?, ?, ?) returning id"
                .formatted(BenchSource.TABLE, BenchSource.COLUMNS);
    }

    @Override
    public void bind(PreparedStatement insert, String code, SplittableRandom random)
            throws SQLException {
        insert.setString(1, code);
        insert.setString(2, Double.toString(random.nextInt(-30, 30) / 10.0));
        insert.setString(3, Integer.toString(random.nextInt(3000)));
        insert.setString(4, Double.toString(random.nextInt(-20, 20) / 10.0));
        insert.setString(5, Integer.toString(random.nextInt(9)));
    }

    @Override
    public CountingChart chart() {
        return new CountingChart("/charts/early-education-and-belonging", "id", "submissions");
    }

    @Override
    public long differences(BenchmarkHarness harness) throws InterruptedException {
        List<SurveySource> surveys =
                harness.sources().stream()
                        .map(source -> new SurveySource(source.name(), source.database()))
                        .toList();
        try {
            OracleVerdict verdict =
                    new SurveyOracle(surveys, harness.warehouse(), harness.freshet()::get)
                            .await(AT_REST);
            verdict.differences().forEach(System.err::println);
            return verdict.differences().size();
        } catch (SQLException e) {
            throw new IllegalStateException("comparing with the sources: " + e.getMessage(), e);
        }
    }
}
