package dev.sdpmcp.container;

import dev.sdpmcp.dispatch.CallFinished;
import dev.sdpmcp.session.SessionEvent;
import dev.sdpmcp.upstream.UpstreamExchange;
import dev.sdpmcp.upstream.UpstreamWrite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes everything that it is told of. */
@ApplicationScoped
public class Witness {

    static final String FORBIDDEN_PATH = "forbidden";

    private final List<UpstreamExchange> exchanges = new CopyOnWriteArrayList<>();
    private final List<SessionEvent.Opened> opened = new CopyOnWriteArrayList<>();
    private final List<SessionEvent.Closed> closed = new CopyOnWriteArrayList<>();
    private final List<CallFinished> finished = new CopyOnWriteArrayList<>();
    private final List<String> destroyed = new CopyOnWriteArrayList<>();
    private final List<String> committed = new CopyOnWriteArrayList<>();
    private final List<String> rolledBack = new CopyOnWriteArrayList<>();

    /** Something was written in a transaction. */
    public record Written(String what) {}

    void aboutToWrite(@Observes UpstreamWrite event) {
        if (event.path().equals(FORBIDDEN_PATH)) {
            throw new IllegalStateException(
                    "forbidden on " + Thread.currentThread().getName());
        }
    }

    void exchanged(@Observes UpstreamExchange event) {
        exchanges.add(event);
    }

    void opened(@Observes SessionEvent.Opened event) {
        opened.add(event);
    }

    void closed(@Observes SessionEvent.Closed event) {
        closed.add(event);
    }

    void finished(@Observes CallFinished event) {
        finished.add(event);
    }

    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Written event) {
        committed.add(event.what());
    }

    void rolledBack(@Observes(during = TransactionPhase.AFTER_FAILURE) Written event) {
        rolledBack.add(event.what());
    }

    void destroyed(String notebook) {
        destroyed.add(notebook);
    }

    public List<UpstreamExchange> exchanges() {
        return exchanges;
    }

    public List<SessionEvent.Opened> opened() {
        return opened;
    }

    public List<SessionEvent.Closed> closed() {
        return closed;
    }

    public List<CallFinished> finished() {
        return finished;
    }

    public List<String> destroyed() {
        return destroyed;
    }

    public List<String> committed() {
        return committed;
    }

    public List<String> rolledBack() {
        return rolledBack;
    }
}
