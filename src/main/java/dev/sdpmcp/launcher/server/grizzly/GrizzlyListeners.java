package dev.sdpmcp.launcher.server.grizzly;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * HTTP listeners of Payara, by reflection on Grizzly 4 and 5. Connections are the attachments of the selection keys,
 * which any thread may iterate over.
 */
public final class GrizzlyListeners implements Listeners {

    private static final String SERVICE = "com.sun.enterprise.v3.services.impl.GrizzlyService";

    private final ClassLoader grizzly;
    private final List<List<Object>> chains;
    private final List<Object> selectorRunners;
    private final Method selectorOf;
    private final Class<?> parser;
    private final GrizzlyConnection.Access access;

    private GrizzlyListeners(ClassLoader server) throws ReflectiveOperationException {
        grizzly = new MemberLookup(server, "to find the listeners")
                .type("org.glassfish.grizzly.config.GenericGrizzlyListener")
                .getClassLoader();
        MemberLookup lookup = new MemberLookup(grizzly, "to find the listeners");
        parser = lookup.type("org.glassfish.grizzly.http.HttpServerFilter");
        Class<?> transport = lookup.type("org.glassfish.grizzly.nio.NIOTransport");
        Method runners = lookup.method(transport, "getSelectorRunners");
        Method processor = lookup.method(transport, "getProcessor");
        selectorOf = lookup.method(lookup.type("org.glassfish.grizzly.nio.SelectorRunner"), "getSelector");
        List<List<Object>> parsing = new ArrayList<>();
        List<Object> running = new ArrayList<>();
        for (Object each : transports(server)) {
            running.addAll(List.of((Object[]) runners.invoke(each)));
            chainOf(processor.invoke(each)).ifPresent(parsing::add);
        }
        if (parsing.isEmpty()) {
            throw lookup.missing("a filter that parses requests");
        }
        chains = List.copyOf(parsing);
        selectorRunners = List.copyOf(running);
        access = new GrizzlyConnection.Access(grizzly, chains.getFirst().get(indexOfParser(chains.getFirst())));
    }

    /**
     * The class loader of the server, if it is a Payara.
     *
     * @param loaded all classes of this JVM; the server listens already
     */
    public static Optional<ClassLoader> serverIn(Class<?>[] loaded) {
        return Arrays.stream(loaded)
                .filter(each -> each.getName().equals(SERVICE))
                .findFirst()
                .map(Class::getClassLoader);
    }

    /**
     * @param server the class loader of the server, whose listeners exist already
     * @throws MissingMember if the listeners of this server have an unknown structure
     */
    public static Listeners of(ClassLoader server) throws ReflectiveOperationException {
        return new GrizzlyListeners(server);
    }

    /** The transports of the listeners, at least one. */
    private static List<Object> transports(ClassLoader server) throws ReflectiveOperationException {
        MemberLookup lookup = new MemberLookup(server, "to find the listeners");
        Class<?> kind = lookup.type(SERVICE);
        Object service = lookup.method(lookup.type("org.glassfish.internal.api.Globals"), "get", Class.class)
                .invoke(null, kind);
        Field proxies = lookup.field(kind, "proxies");
        Class<?> http = lookup.type("com.sun.enterprise.v3.services.impl.GrizzlyProxy");
        Method listenerOf = lookup.method(http, "getUnderlyingListener");
        List<Object> transports = new ArrayList<>();
        for (Object proxy : (Collection<?>) proxies.get(service)) {
            if (http.isInstance(proxy)) {
                Object listener = listenerOf.invoke(proxy);
                transports.add(
                        lookup.method(listener.getClass(), "getTransport").invoke(listener));
            }
        }
        if (transports.isEmpty()) {
            throw lookup.missing("an HTTP listener");
        }
        return transports;
    }

    @SuppressWarnings("unchecked") // our filters implement the element type of the chain
    private Optional<List<Object>> chainOf(Object processor) {
        return processor instanceof List<?> filters && indexOfParser(filters) >= 0
                ? Optional.of((List<Object>) filters)
                : Optional.empty();
    }

    /** Index of the filter that parses requests and has a successor; -1 if there is none. */
    private int indexOfParser(List<?> chain) {
        for (int i = 0; i < chain.size() - 1; i++) {
            if (parser.isInstance(chain.get(i))) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public List<Connection> connections() throws ReflectiveOperationException {
        List<Connection> found = new ArrayList<>();
        for (Object runner : selectorRunners) {
            for (SelectionKey key : keysOf((Selector) selectorOf.invoke(runner))) {
                Object connection = key.attachment();
                // the accepting socket has a key as well
                if (connection != null && key.channel() instanceof SocketChannel) {
                    found.add(new GrizzlyConnection(connection, access));
                }
            }
        }
        return found;
    }

    private static Set<SelectionKey> keysOf(Selector selector) {
        try {
            return selector.keys();
        } catch (ClosedSelectorException stopped) {
            return Set.of();
        }
    }

    @Override
    public void refuseByHead(HeadRule rule) throws ReflectiveOperationException {
        insertAfterParser(next -> new RequestHeadFilter(grizzly, next, rule));
    }

    @Override
    public void restrictToHttp11() throws ReflectiveOperationException {
        insertAfterParser(next -> new Http11Filter(grizzly, next));
    }

    @Override
    public void registerStatus(int status, String phrase) throws ReflectiveOperationException {
        MemberLookup lookup = new MemberLookup(grizzly, "to name a status");
        Class<?> statuses = lookup.type("org.glassfish.grizzly.http.util.HttpStatus");
        lookup.method(statuses, "register", int.class, String.class).invoke(null, status, phrase);
    }

    /**
     * Wraps the filter after the parser in every chain: the length of a chain must not change while connections are
     * open. The filter that is inserted last runs first.
     */
    private void insertAfterParser(GrizzlyFilter.Factory factory) throws ReflectiveOperationException {
        Class<?> filter =
                new MemberLookup(grizzly, "to filter requests").type("org.glassfish.grizzly.filterchain.Filter");
        for (List<Object> chain : chains) {
            int next = indexOfParser(chain) + 1;
            chain.set(next, GrizzlyFilter.asFilter(filter, factory.before(chain.get(next))));
        }
    }
}
