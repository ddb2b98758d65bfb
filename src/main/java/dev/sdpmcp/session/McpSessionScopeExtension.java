package dev.sdpmcp.session;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Makes the scope known to CDI, and {@link SessionFacts} of the current session injectable in it. */
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
}
