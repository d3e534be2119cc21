package io.freshet.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoverageFigureTest {

    private static final String COLUMNS =
            "GROUP,PACKAGE,CLASS,BRANCH_MISSED,BRANCH_COVERED,LINE_MISSED,LINE_COVERED\n";

    @Test
    void countsTheThreeServicesApartFromTheRest() {
        String csv =
                COLUMNS
                        + "Freshet/poller-service,io.freshet.poller,A,1,3,10,30\n"
                        + "Freshet/chart-api,io.freshet.charts,B,0,4,0,40\n"
                        + "Freshet/benchmarks,io.freshet.benchmarks,C,8,0,80,0\n";

        assertThat(CoverageFigure.line(csv))
                .isEqualTo(
                        "Coverage by tests: the three services 87.5 % of lines, 87.5 % of branches;"
                                + " all modules 43.8 % of lines, 43.8 % of branches");
    }

    @Test
    void saysWhereThereIsNothingToCount() {
        assertThat(CoverageFigure.line(COLUMNS)).contains("the three services none of lines");
    }
}
