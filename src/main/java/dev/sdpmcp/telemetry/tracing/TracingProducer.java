package dev.sdpmcp.telemetry.tracing;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.TraceSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Switches traces on, if the configuration says so. */
@ApplicationScoped
public class TracingProducer {

    private volatile @Nullable Collector collector;

    @Produces
    @Singleton
    Tracing tracing(ServerConfiguration configuration) {
        TraceSettings settings = configuration.traces();
        if (!settings.on()) {
            return Tracing.OFF;
        }
        Collector made = new Collector(settings);
        collector = made;
        System.getLogger(TracingProducer.class.getName())
                .log(System.Logger.Level.INFO, "traces go to {0}", settings.endpoint());
        return made.tracing();
    }

    @PreDestroy
    void end() {
        Collector made = collector;
        if (made != null) {
            made.close();
        }
    }
}
