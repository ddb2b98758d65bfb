package dev.sdpmcp.launcher.server;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the HTTP listeners of Payara (Grizzly) read and write with, by reflection. */
final class HttpListeners {

    private static final String SERVICE = "com.sun.enterprise.v3.services.impl.GrizzlyService";

    private HttpListeners() {}

    /**
     * The loader of the server's classes, if the server is a Payara.
     *
     * @param loaded the classes of this JVM, the server's among them; it listens already
     */
    static Optional<ClassLoader> serverIn(Class<?>[] loaded) {
        return Arrays.stream(loaded)
                .filter(each -> each.getName().equals(SERVICE))
                .findFirst()
                .map(Class::getClassLoader);
    }

    /**
     * The loader of Grizzly's classes: in Payara Server not every class of it sees all of them.
     *
     * @throws ReflectiveOperationException if this server has no such listeners
     */
    static ClassLoader grizzlyOf(ClassLoader server) throws ReflectiveOperationException {
        return server.loadClass("org.glassfish.grizzly.config.GenericGrizzlyListener")
                .getClassLoader();
    }

    /**
     * The transports of the listeners, at least one.
     *
     * @param server whose classes are the server's; its listeners are there already
     * @throws ReflectiveOperationException if this server has no such listeners
     */
    static List<Object> transports(ClassLoader server) throws ReflectiveOperationException {
        Class<?> kind = server.loadClass(SERVICE);
        Object service = server.loadClass("org.glassfish.internal.api.Globals")
                .getMethod("get", Class.class)
                .invoke(null, kind);
        Field proxies = kind.getDeclaredField("proxies");
        proxies.setAccessible(true);
        Class<?> http = server.loadClass("com.sun.enterprise.v3.services.impl.GrizzlyProxy");
        List<Object> transports = new ArrayList<>();
        for (Object proxy : (Collection<?>) proxies.get(service)) {
            if (http.isInstance(proxy)) {
                Object listener = http.getMethod("getUnderlyingListener").invoke(proxy);
                transports.add(listener.getClass().getMethod("getTransport").invoke(listener));
            }
        }
        if (transports.isEmpty()) {
            throw new NoSuchFieldException("the server has no HTTP listener");
        }
        return List.copyOf(transports);
    }

    /** Makes a filter that takes the place of another, which it hands on to. */
    interface Gate {
        Object before(Object next, ClassLoader grizzly) throws ReflectiveOperationException;
    }

    /**
     * Has each listener pass its requests through a gate, once their heads are parsed and before anything is made of them. The
     * gate that is inserted last is passed first.
     *
     * @param server whose classes are the server's; its listeners are there already
     * @throws ReflectiveOperationException if this server's listeners are not built as we know them
     */
    static void insertBehindParser(ClassLoader server, Gate gate) throws ReflectiveOperationException {
        ClassLoader grizzly = grizzlyOf(server);
        boolean inserted = false;
        for (Object transport : transports(server)) {
            Object chain = transport.getClass().getMethod("getProcessor").invoke(transport);
            inserted |= chain instanceof List<?> filters && insert(grizzly, filters, gate);
        }
        if (!inserted) {
            throw new NoSuchFieldException("the server's HTTP listeners have no filter that parses requests");
        }
    }

    /** In the place of a filter, since a chain must not change its length while connections are open. */
    @SuppressWarnings("unchecked") // a chain takes filters, which this is
    private static boolean insert(ClassLoader grizzly, List<?> filters, Gate gate) throws ReflectiveOperationException {
        Class<?> parser = grizzly.loadClass("org.glassfish.grizzly.http.HttpServerFilter");
        for (int i = 1; i < filters.size(); i++) {
            if (parser.isInstance(filters.get(i - 1))) {
                ((List<Object>) filters).set(i, gate.before(filters.get(i), grizzly));
                return true;
            }
        }
        return false;
    }
}
