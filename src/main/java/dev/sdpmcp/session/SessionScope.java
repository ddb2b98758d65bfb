package dev.sdpmcp.session;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Activates the session scope on a thread, and deactivates it. */
public final class SessionScope {

    private static final ThreadLocal<SessionBeans> CURRENT = new ThreadLocal<>();

    private SessionScope() {}

    /** Runs the work with the {@link McpSessionScoped} beans of the session; may be nested. */
    public static <T> T call(McpSession session, Supplier<T> work) {
        SessionBeans before = CURRENT.get();
        CURRENT.set(session.beans());
        try {
            return work.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    static @Nullable SessionBeans current() {
        return CURRENT.get();
    }
}
