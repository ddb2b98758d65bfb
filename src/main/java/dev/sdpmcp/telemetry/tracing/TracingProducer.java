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

/** CDI producer of {@link Tracing}, which is off unless configured. */
@ApplicationScoped
public class TracingProducer {

    private static final Logger LOG = System.getLogger(TracingProducer.class.getName());

    private volatile @Nullable OtlpExporter collector;

    @Produces
    @Singleton
    Tracing tracing(ServerConfiguration configuration) {
        TraceSettings settings = configuration.traces();
        if (!settings.on()) {
            return Tracing.OFF;
        }
        try {
            OtlpExporter started = new OtlpExporter(settings);
            collector = started;
            LOG.log(Level.INFO, "traces are sent to {0}", settings.endpoint());
            return started.tracing();
        } catch (RuntimeException | LinkageError broken) {
            // a LinkageError if the server has an incompatible version of the library; calls must work all the same
            LOG.log(Level.ERROR, "traces are off: {0}", ExceptionSummary.inOneLine(broken));
            return Tracing.OFF;
        }
    }

    @PreDestroy
    void close() {
        OtlpExporter started = collector;
        if (started != null) {
            started.close();
        }
    }
}
