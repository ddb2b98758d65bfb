package dev.sdpmcp.session;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a thread to work for a session, and takes it off again. */
public final class SessionScope {

    private static final ThreadLocal<SessionBeans> CURRENT = new ThreadLocal<>();

    private SessionScope() {}

    /** Runs the work with {@link McpSessionScoped} beans of the session; nests. */
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
