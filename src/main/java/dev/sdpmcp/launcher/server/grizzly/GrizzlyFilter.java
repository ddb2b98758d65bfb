package dev.sdpmcp.launcher.server.grizzly;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A filter in a chain of Grizzly's, before another one, to which it leaves everything that it does not do itself. Thread-safe. */
abstract class GrizzlyFilter implements InvocationHandler {

    private final Object next;

    /** @param next the filter behind it */
    GrizzlyFilter(Object next) {
        this.next = next;
    }

    /** Makes one gate. */
    interface Maker {
        GrizzlyFilter before(Object next);
    }

    /** @param filter Grizzly's interface */
    static Object asFilter(Class<?> filter, GrizzlyFilter gate) {
        return Proxy.newProxyInstance(filter.getClassLoader(), new Class<?>[] {filter}, gate);
    }

    /**
     * Something of a request was read.
     *
     * @param context Grizzly's
     * @return what Grizzly is to do next if this gate has dealt with it; null if the filter behind it shall
     */
    abstract @Nullable Object read(Object context) throws ReflectiveOperationException;

    /** Something happened on a connection; the filter behind hears of it, too. */
    void heard(Object event) throws ReflectiveOperationException {}

    @Override
    public final @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && method.getName().equals("handleEvent")) {
            heard(arguments[1]);
        }
        if (arguments != null && method.getName().equals("handleRead")) {
            Object dealtWith = read(arguments[0]);
            if (dealtWith != null) {
                return dealtWith;
            }
        }
        try {
            return method.invoke(next, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }
}
