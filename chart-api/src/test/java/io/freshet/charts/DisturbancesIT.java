package io.freshet.charts;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the packaged service. */
@QuarkusIntegrationTest
@WithTestResource(DisturbedServers.class)
class DisturbancesIT extends DisturbancesTest {}
