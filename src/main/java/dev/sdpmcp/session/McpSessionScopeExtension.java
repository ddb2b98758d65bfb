package dev.sdpmcp.session;

import dev.sdpmcp.session.SessionScope.McpSessionScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** CDI extension that registers the session scope, and {@link SessionFacts} of the current session as a bean in it. */
public final class McpSessionScopeExtension implements Extension {

    void register(@Observes AfterBeanDiscovery discovery) {
        discovery.addContext(new McpSessionContext());
        discovery
                .<SessionFacts>addBean()
                .types(SessionFacts.class)
                .beanClass(McpSession.class)
                .scope(McpSessionScoped.class)
                .createWith(creation -> {
                    SessionBeans beans = SessionScope.current();
                    if (beans == null) {
                        throw new IllegalStateException("made outside of its scope");
                    }
                    return beans.session();
                });
    }

    /** CDI context of {@link McpSessionScoped}: holds the beans of the session of the current thread. */
    static final class McpSessionContext implements AlterableContext {

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
}
