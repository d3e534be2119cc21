package io.freshet.charts;

import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** The same of the packaged service. */
@QuarkusIntegrationTest
@TestProfile(NotificationsTest.NeverLooks.class)
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class NotificationsIT extends NotificationsTest {}
