package dev.sdpmcp.telemetry.tracing;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.TraceSettings;
import dev.sdpmcp.telemetry.ExceptionSummary;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Switches traces on, if the configuration says so. */
@ApplicationScoped
public class TracingProducer {

    private static final Logger LOG = System.getLogger(TracingProducer.class.getName());

    private volatile @Nullable Collector collector;

    @Produces
    @Singleton
    Tracing tracing(ServerConfiguration configuration) {
        TraceSettings settings = configuration.traces();
        if (!settings.on()) {
            return Tracing.OFF;
        }
        try {
            Collector made = new Collector(settings);
            collector = made;
            LOG.log(Level.INFO, "traces go to {0}", settings.endpoint());
            return made.tracing();
        } catch (RuntimeException | LinkageError broken) {
            // also a copy of the library that does not fit ours: calls are worth more than their traces
            LOG.log(Level.ERROR, "there will be no traces: {0}", ExceptionSummary.inOneLine(broken));
            return Tracing.OFF;
        }
    }

    @PreDestroy
    void end() {
        Collector made = collector;
        if (made != null) {
            made.close();
        }
    }
}
