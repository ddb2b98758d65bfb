package dev.sdpmcp.session;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
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

    /**
     * CDI scope of one MCP session: a bean is created at its first use and destroyed when the session has ended and its
     * last call is done. Active on the threads that work for a session, see {@link SessionScope}. Several threads call
     * the beans at once; they must be thread-safe.
     */
    @Documented
    @Inherited
    @NormalScope
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
    public @interface McpSessionScoped {}
}
