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
 * The HTTP listeners of Payara, which are Grizzly's, by reflection: Grizzly 4 and 5. Connections are found by the keys of the
 * listeners' selectors, which any thread may walk through; each key carries its connection.
 */
public final class GrizzlyListeners implements Listeners {

    private static final String SERVICE = "com.sun.enterprise.v3.services.impl.GrizzlyService";

    private final ClassLoader grizzly;
    private final List<List<Object>> chains;
    private final List<Object> selectorRunners;
    private final Method selectorOf;
    private final Class<?> parser;
    private final ConnectionHooks hooks;

    private GrizzlyListeners(ClassLoader server) throws ReflectiveOperationException {
        grizzly = new Hooks(server, "to find the listeners")
                .type("org.glassfish.grizzly.config.GenericGrizzlyListener")
                .getClassLoader();
        Hooks listening = new Hooks(grizzly, "to find the listeners");
        parser = listening.type("org.glassfish.grizzly.http.HttpServerFilter");
        Class<?> transport = listening.type("org.glassfish.grizzly.nio.NIOTransport");
        Method runners = listening.method(transport, "getSelectorRunners");
        Method processor = listening.method(transport, "getProcessor");
        selectorOf = listening.method(listening.type("org.glassfish.grizzly.nio.SelectorRunner"), "getSelector");
        List<List<Object>> parsing = new ArrayList<>();
        List<Object> running = new ArrayList<>();
        for (Object each : transports(server)) {
            running.addAll(List.of((Object[]) runners.invoke(each)));
            chainOf(processor.invoke(each)).ifPresent(parsing::add);
        }
        if (parsing.isEmpty()) {
            throw listening.missing("a filter that parses requests");
        }
        chains = List.copyOf(parsing);
        selectorRunners = List.copyOf(running);
        hooks = new ConnectionHooks(grizzly, chains.getFirst().get(indexOfParser(chains.getFirst())));
    }

    /**
     * The loader of the server's classes, if the server is a Payara.
     *
     * @param loaded the classes of this JVM, the server's among them; it listens already
     */
    public static Optional<ClassLoader> serverIn(Class<?>[] loaded) {
        return Arrays.stream(loaded)
                .filter(each -> each.getName().equals(SERVICE))
                .findFirst()
                .map(Class::getClassLoader);
    }

    /**
     * @param server the loader of the server's classes; its listeners are there already
     * @throws MissingHook if this server's listeners are not built as we know them
     */
    public static Listeners of(ClassLoader server) throws ReflectiveOperationException {
        return new GrizzlyListeners(server);
    }

    /** What the listeners read and write with, at least one. */
    private static List<Object> transports(ClassLoader server) throws ReflectiveOperationException {
        Hooks hooks = new Hooks(server, "to find the listeners");
        Class<?> kind = hooks.type(SERVICE);
        Object service = hooks.method(hooks.type("org.glassfish.internal.api.Globals"), "get", Class.class)
                .invoke(null, kind);
        Field proxies = hooks.field(kind, "proxies");
        Class<?> http = hooks.type("com.sun.enterprise.v3.services.impl.GrizzlyProxy");
        Method listenerOf = hooks.method(http, "getUnderlyingListener");
        List<Object> transports = new ArrayList<>();
        for (Object proxy : (Collection<?>) proxies.get(service)) {
            if (http.isInstance(proxy)) {
                Object listener = listenerOf.invoke(proxy);
                transports.add(hooks.method(listener.getClass(), "getTransport").invoke(listener));
            }
        }
        if (transports.isEmpty()) {
            throw hooks.missing("an HTTP listener");
        }
        return transports;
    }

    @SuppressWarnings("unchecked") // a chain takes filters, of which ours are
    private Optional<List<Object>> chainOf(Object processor) {
        return processor instanceof List<?> filters && indexOfParser(filters) >= 0
                ? Optional.of((List<Object>) filters)
                : Optional.empty();
    }

    /** Of the filter that parses requests, behind which there is another one; -1 if there is none. */
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
                // the socket that accepts clients has a key of its own
                if (connection != null && key.channel() instanceof SocketChannel) {
                    found.add(new GrizzlyConnection(connection, hooks));
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
    public void refuseBy(HeadRule rule) throws ReflectiveOperationException {
        RequestHeadFilter.Members members = new RequestHeadFilter.Members(grizzly);
        insertBehindParser(next -> new RequestHeadFilter(members, next, rule));
    }

    @Override
    public void keepToHttp11() throws ReflectiveOperationException {
        Http11Filter.Members members = new Http11Filter.Members(grizzly);
        insertBehindParser(next -> new Http11Filter(members, next));
    }

    @Override
    public void nameStatus(int status, String phrase) throws ReflectiveOperationException {
        Hooks naming = new Hooks(grizzly, "to name a status");
        Class<?> statuses = naming.type("org.glassfish.grizzly.http.util.HttpStatus");
        naming.method(statuses, "register", int.class, String.class).invoke(null, status, phrase);
    }

    /**
     * Puts a gate before the filter that follows the parser, in every chain. In the place of that filter, since a chain must not
     * change its length while connections are open. The gate that is inserted last is passed first.
     */
    private void insertBehindParser(GrizzlyFilter.Maker maker) throws MissingHook {
        Class<?> filter =
                new Hooks(grizzly, "to pass requests through a gate").type("org.glassfish.grizzly.filterchain.Filter");
        for (List<Object> chain : chains) {
            int behind = indexOfParser(chain) + 1;
            chain.set(behind, GrizzlyFilter.asFilter(filter, maker.before(chain.get(behind))));
        }
    }
}
