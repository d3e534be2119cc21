package io.freshet.charts;

import io.freshet.testkit.quarkus.DisturbedServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the packaged service. */
@QuarkusIntegrationTest
@WithTestResource(
        value = DisturbedServers.class,
        initArgs = {
            @ResourceArg(name = "prefix", value = "chart_api"),
            @ResourceArg(name = "away", value = "true"),
            @ResourceArg(name = "freshet.charts.refresh-timeout", value = "1s")
        })
class DisturbancesIT extends DisturbancesTest {}
