package dev.sdpmcp.session;

import dev.sdpmcp.session.SessionScope.McpSessionScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@link McpSessionScoped} beans of one session. Thread-safe; a bean is made once, under the lock. */
final class SessionBeans {

    private final McpSession session;
    private @Nullable Map<Contextual<?>, Made<?>> made;
    private boolean destroyed;

    private record Made<T>(Contextual<T> bean, T instance, CreationalContext<T> creation) {
        void destroy() {
            bean.destroy(instance, creation);
        }
    }

    SessionBeans(McpSession session) {
        this.session = session;
    }

    McpSession session() {
        return session;
    }

    @SuppressWarnings("unchecked") // what is kept under a bean was made by that bean
    synchronized <T> @Nullable T find(Contextual<T> bean) {
        Made<?> found = made == null ? null : made.get(bean);
        return found == null ? null : (T) found.instance();
    }

    synchronized <T> T findOrMake(Contextual<T> bean, CreationalContext<T> creation) {
        T found = find(bean);
        if (found != null) {
            return found;
        }
        if (destroyed) {
            throw new ContextNotActiveException("The MCP session " + session.handle() + " has ended");
        }
        T instance = bean.create(creation);
        if (made == null) {
            made = new LinkedHashMap<>(4);
        }
        made.put(bean, new Made<>(bean, instance, creation));
        return instance;
    }

    synchronized void destroy(Contextual<?> bean) {
        Made<?> gone = made == null ? null : made.remove(bean);
        if (gone != null) {
            gone.destroy();
        }
    }

    void destroy() {
        Map<Contextual<?>, Made<?>> all;
        synchronized (this) {
            destroyed = true;
            all = made;
            made = null;
        }
        if (all != null) {
            all.values().forEach(Made::destroy);
        }
    }
}
