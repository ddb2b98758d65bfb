package dev.sdpmcp.launcher.server.grizzly;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A filter of a Grizzly chain that delegates to the next filter, by a dynamic proxy. Thread-safe. */
abstract class GrizzlyFilter implements InvocationHandler {

    private final Object next;

    /** @param next the filter to delegate to */
    GrizzlyFilter(Object next) {
        this.next = next;
    }

    /** Factory of a filter. */
    interface Factory {
        GrizzlyFilter before(Object next) throws ReflectiveOperationException;
    }

    /** @param type the filter interface of Grizzly */
    static Object asFilter(Class<?> type, GrizzlyFilter filter) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, filter);
    }

    /**
     * Handles data of a request.
     *
     * @param context the FilterChainContext of Grizzly
     * @return the next action of Grizzly if this filter has handled the data; null to delegate
     */
    abstract @Nullable Object read(Object context) throws ReflectiveOperationException;

    /** Handles an event of a connection, before the next filter does. */
    void onEvent(Object event) throws ReflectiveOperationException {}

    @Override
    public final @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && method.getName().equals("handleEvent")) {
            onEvent(arguments[1]);
        }
        if (arguments != null && method.getName().equals("handleRead")) {
            Object action = read(arguments[0]);
            if (action != null) {
                return action;
            }
        }
        try {
            return method.invoke(next, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }
}
