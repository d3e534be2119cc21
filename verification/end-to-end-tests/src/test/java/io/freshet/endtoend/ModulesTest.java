package io.freshet.endtoend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** Which module may know which. */
class ModulesTest {

    private static final String[] SERVICES = {
        "io.freshet.poller..", "io.freshet.aggregator..", "io.freshet.charts..", "io.freshet.lake.."
    };

    @Test
    void servicesMeetOnTheBusAndInTheWarehouseOnly() {
        for (String service : SERVICES) {
            for (String other : SERVICES) {
                if (!service.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage(service)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(other)
                            .check(ProductClasses.ALL);
                }
            }
        }
    }

    @Test
    void servicesKnowNothingOfSimulatorDashboardAndLauncher() {
        noClasses()
                .that()
                .resideInAnyPackage(SERVICES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.freshet.simulator..",
                        "io.freshet.forage..",
                        "io.freshet.launcher..",
                        "io.freshet.embedded..")
                .check(ProductClasses.ALL);
    }

    @Test
    void whatCrossesBetweenServicesKnowsNoService() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.freshet.events..",
                        "io.freshet.yaml..",
                        "io.freshet.pipeline..",
                        "io.freshet.configuration..",
                        "io.freshet.warehouse..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICES)
                .check(ProductClasses.ALL);
    }

    @Test
    void pollerAndChartsNeverUseTheBlockingDriver() {
        noClasses()
                .that()
                .resideInAnyPackage("io.freshet.poller..", "io.freshet.charts..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.postgresql..")
                .check(ProductClasses.ALL);
    }

    /** It has no such client, and tests run without the check of the JVM that would find it. */
    @Test
    void theAggregatorNeedsNoClientOfVertxForTheBroker() {
        noClasses()
                .that()
                .resideInAnyPackage("io.freshet.aggregator..", "io.freshet.runtime..")
                .and()
                .doNotHaveFullyQualifiedName("io.freshet.runtime.broker.ChannelAccess")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.rabbitmq..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.freshet.runtime.broker.ChannelAccess")
                .check(ProductClasses.ALL);
    }

    /** The others do not have what it needs. */
    @Test
    void onlyPollerAndLakeReachBuckets() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.freshet.poller..", "io.freshet.lake..", "io.freshet.runtime.bucket..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.freshet.runtime.bucket..", "software.amazon.awssdk..")
                .check(ProductClasses.ALL);
    }

    @Test
    void onlyThePollersPostgresPackageSpeaksToPostgresSources() {
        noClasses()
                .that()
                .resideInAPackage("io.freshet.poller..")
                .and()
                .resideOutsideOfPackage("io.freshet.poller.source.postgres..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.vertx.pgclient.PgConnection")
                .check(ProductClasses.ALL);
    }

    @Test
    void chartsAreServedFromTheCacheWithoutKnowingHowItIsFilled() {
        noClasses()
                .that()
                .resideInAnyPackage("io.freshet.charts.http..", "io.freshet.charts.stream..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.freshet.charts.refresh..",
                        "io.freshet.charts.warehouse..",
                        "io.freshet.charts.summary..",
                        "io.freshet.charts.source..")
                .check(ProductClasses.ALL);
    }
}
