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
}
