package io.freshet.runtime.tracing;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the tracing of the process, where a service asks for it. */
@Singleton
final class TracingProducer {

    @Produces
    @Singleton
    @DefaultBean
    Tracing tracing(
            TracingSettings settings,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        return Tracing.of(settings.url(), settings.share(), service.replaceFirst("-service$", ""));
    }

    void end(@Disposes Tracing tracing) {
        tracing.close();
    }
}
