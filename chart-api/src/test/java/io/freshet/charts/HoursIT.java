package io.freshet.charts;

import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the packaged service. */
@QuarkusIntegrationTest
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class HoursIT extends HoursTest {}
