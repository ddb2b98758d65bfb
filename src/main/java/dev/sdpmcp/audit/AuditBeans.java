package dev.sdpmcp.audit;

import dev.sdpmcp.audit.reading.AuditReader;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.writing.AuditTrail;
import dev.sdpmcp.audit.writing.WrittenTrail;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.lifecycle.ReadinessCheck;
import dev.sdpmcp.lifecycle.ReadinessCheck.ReadinessProblem;
import dev.sdpmcp.lifecycle.ServerStopping;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseOpened;
import dev.sdpmcp.telemetry.ExceptionSummary;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;

/**
 * Audit trail as a bean: begins when the database is open and ends after the last call. Its readiness check passes when
 * it has begun and while it accepts changes. Thread-safe.
 */
@ApplicationScoped
public class AuditBeans implements AuditTrail, ReadinessCheck {

    private static final Logger LOG = System.getLogger(AuditBeans.class.getName());

    @Inject
    private ServerConfiguration configuration;

    @Inject
    private Database database;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedThreadFactory threads;

    private volatile Optional<WrittenTrail> trail = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();
    private volatile boolean begun;

    @PostConstruct
    void make() {
        if (!configuration.audit().enabled()) {
            LOG.log(Level.WARNING, "SDP_USE_AUDIT_LOG=false: calls are not recorded");
            begun = true;
            return;
        }
        try {
            trail = Optional.of(new WrittenTrail(configuration.audit(), configuration.storage(), database, threads));
        } catch (IOException unusable) {
            problem = Optional.of("the audit trail cannot use the data folder (" + unusable.getMessage()
                    + "). Fix it, or see SDP_DATA_DIR and SDP_USE_AUDIT_LOG.");
        }
    }

    void begin(@Observes DatabaseOpened opened) {
        if (begun || trail.isEmpty()) {
            return;
        }
        begun = true;
        try {
            trail.get().begin();
        } catch (RuntimeException gone) {
            // the server starts: changes are refused, and the maintenance tries again
            LOG.log(Level.ERROR, "the audit trail begins with its journal: {0}", ExceptionSummary.inOneLine(gone));
        }
    }

    void flush(@Observes @Priority(ServerStopping.AUDIT_PRIORITY) ServerStopping stopping) {
        end();
    }

    @PreDestroy
    void end() {
        if (begun) {
            trail.ifPresent(WrittenTrail::close);
        }
    }

    /** For {@code GET /audit}. */
    @Produces
    @Singleton
    AuditReader reader() {
        return new AuditReader(database);
    }

    @Override
    public boolean isOn() {
        return configuration.audit().enabled();
    }

    @Override
    public String serverId() {
        return trail.map(WrittenTrail::serverId).orElse("");
    }

    @Override
    public void require(AuditRow intent) throws Unavailable {
        trail.orElseThrow(() -> new Unavailable("it has not begun")).require(intent);
    }

    @Override
    public void add(AuditRow row) {
        trail.ifPresent(made -> made.add(row));
    }

    @Override
    public Optional<Statistics> statistics() {
        return trail.flatMap(WrittenTrail::statistics);
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public boolean ready() {
        return begun && trail.map(WrittenTrail::acceptsChanges).orElse(true);
    }

    @Override
    public Optional<ReadinessProblem> problem() {
        return problem.map(sentence -> new ReadinessProblem(ReadinessProblem.Place.DATA_FOLDER, sentence));
    }

    /** Public, so that the path of the folder is in the log only. */
    @Override
    public Map<String, String> data() {
        if (ready()) {
            return Map.of();
        }
        if (problem.isPresent()) {
            return Map.of(
                    "todo",
                    "the audit trail cannot use the data folder; fix SDP_DATA_DIR as the log says, and restart");
        }
        return Map.of(
                "todo",
                begun
                        ? "changes are refused, since the audit trail cannot be written; see the check database, the"
                                + " disk of SDP_DATA_DIR and the log; it goes on when they are fixed"
                        : "the audit trail begins when the database answers; see the check database");
    }
}
