package dev.sdpmcp.persistence;

import dev.sdpmcp.lifecycle.Problem;
import dev.sdpmcp.lifecycle.ReadinessCheck;
import dev.sdpmcp.telemetry.Round;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens the database at the start and looks at it from then on, so that readiness can say at any rate and without waiting
 * whether it answers. A database that cannot be opened is tried again: a server without a launcher to refuse the start
 * becomes ready when the database comes. It looks on a thread of its own: others wait for the database, and the server's own
 * scheduler may have a single thread for all. Thread-safe.
 */
@ApplicationScoped
public class DatabaseWatch implements ReadinessCheck {

    /** Before anybody who wants to use it at the start. */
    public static final int OPENS_AT = 100;

    private static final Logger LOG = System.getLogger(DatabaseWatch.class.getName());
    private static final long SECONDS_BETWEEN_LOOKS = 2;

    /** Anybody may read it, hence nothing of where the database is and what it said: that is in the log. */
    private static final String TODO = "the database does not answer; bring it back (SDP_DB_HOST, or the disk of"
            + " SDP_DATA_DIR), the log says what is wrong with it, and this server goes on by itself";

    @Inject
    private Database database;

    @Inject
    private Event<DatabaseOpened> openedEvent;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedThreadFactory threads;

    private volatile boolean open;
    private volatile boolean answers;
    private volatile Optional<String> problem = Optional.empty();
    private @Nullable ScheduledExecutorService clock;
    private @Nullable ScheduledFuture<?> looks;

    void atStart(@Observes @Priority(OPENS_AT) Startup event) {
        look();
        ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor(threads);
        clock = own;
        looks = own.scheduleWithFixedDelay(
                new Round("looking at the database", this::lookAgain),
                SECONDS_BETWEEN_LOOKS,
                SECONDS_BETWEEN_LOOKS,
                TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        if (looks != null && clock != null) {
            looks.cancel(true);
            clock.shutdownNow();
        }
        database.close();
    }

    /** What cannot be looked at does not answer; readiness must not stay what it was. */
    private void lookAgain() {
        boolean looked = false;
        try {
            look();
            looked = true;
        } finally {
            if (!looked) {
                answers = false;
            }
        }
    }

    /** Once at the start, then on one thread at a time. */
    private void look() {
        boolean before = answers;
        if (open) {
            answers = database.answers();
        } else {
            open();
        }
        if (before && !answers) {
            LOG.log(Level.WARNING, "the database does not answer any more");
        } else if (!before && answers) {
            LOG.log(Level.INFO, "the database answers");
        }
    }

    private void open() {
        try {
            database.open();
            problem = Optional.empty();
            openedEvent.fire(new DatabaseOpened());
            open = true;
            answers = true;
        } catch (DatabaseRefused refused) {
            if (!problem.equals(Optional.of(refused.getMessage()))) {
                LOG.log(Level.ERROR, "{0}", refused.getMessage());
            }
            problem = Optional.of(refused.getMessage());
        } catch (DatabaseUnavailable gone) {
            LOG.log(Level.WARNING, "the database went away while the server started: {0}", gone.getMessage());
        }
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean ready() {
        return answers;
    }

    @Override
    public Optional<Problem> problem() {
        return problem.map(sentence -> new Problem(Problem.Place.DATABASE, sentence));
    }

    @Override
    public Map<String, String> data() {
        return answers ? Map.of() : Map.of("todo", TODO);
    }
}
