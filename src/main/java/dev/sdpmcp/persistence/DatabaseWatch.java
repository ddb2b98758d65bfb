package dev.sdpmcp.persistence;

import dev.sdpmcp.lifecycle.Problem;
import dev.sdpmcp.lifecycle.ReadinessCheck;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens the database at the start and looks at it from then on, so that readiness can say at any rate and without waiting
 * whether it answers. A database that cannot be opened is tried again: a server without a launcher to refuse the start
 * becomes ready when the database comes. Thread-safe.
 */
@ApplicationScoped
public class DatabaseWatch implements ReadinessCheck {

    /** Before anybody who wants to use it at the start. */
    public static final int OPENS_AT = 100;

    private static final Logger LOG = System.getLogger(DatabaseWatch.class.getName());
    private static final long SECONDS_BETWEEN_LOOKS = 2;

    @Inject
    private Database database;

    @Inject
    private Event<DatabaseOpened> openedEvent;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedScheduledExecutorService scheduler;

    private volatile boolean open;
    private volatile boolean answers;
    private volatile Optional<String> problem = Optional.empty();
    private @Nullable ScheduledFuture<?> looks;

    void atStart(@Observes @Priority(OPENS_AT) Startup event) {
        look();
        looks = scheduler.scheduleWithFixedDelay(
                this::lookAgain, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        if (looks != null) {
            looks.cancel(true);
        }
        database.close();
    }

    /** An executor gives up what fails once; readiness would stay for ever what it was. */
    private void lookAgain() {
        try {
            look();
        } catch (RuntimeException unexpected) {
            answers = false;
            LOG.log(Level.ERROR, "the look at the database failed", unexpected);
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
}
