package dev.sdpmcp.session;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** The CDI context behind {@link McpSessionScoped}: finds the beans of the session that this thread works for. */
final class McpSessionContext implements AlterableContext {

    @Override
    public Class<? extends Annotation> getScope() {
        return McpSessionScoped.class;
    }

    @Override
    public <T> T get(Contextual<T> bean, CreationalContext<T> creation) {
        return current().findOrMake(bean, creation);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean) {
        return current().find(bean);
    }

    @Override
    public void destroy(Contextual<?> bean) {
        current().destroy(bean);
    }

    @Override
    public boolean isActive() {
        return SessionScope.current() != null;
    }

    private static SessionBeans current() {
        SessionBeans beans = SessionScope.current();
        if (beans == null) {
            throw new ContextNotActiveException("This thread works for no MCP session");
        }
        return beans;
    }
}
