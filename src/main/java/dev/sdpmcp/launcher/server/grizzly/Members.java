package dev.sdpmcp.launcher.server.grizzly;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * Methods of the server that a guard calls by name. All are looked up when the guard is installed, so that a server
 * without one of them is refused. Not changed afterwards.
 */
final class Members {

    private final MemberLookup lookup;
    private final List<Method> methods = new ArrayList<>();

    Members(MemberLookup lookup) {
        this.lookup = lookup;
    }

    /** Looks up a method and returns the type of its result. */
    Class<?> add(Class<?> type, String name, Class<?>... parameters) throws MissingMember {
        Method method = lookup.method(type, name, parameters);
        methods.add(method);
        return method.getReturnType();
    }

    /** Calls the method of this name that the target has. */
    Object call(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        for (Method method : methods) {
            if (method.getName().equals(name) && method.getDeclaringClass().isInstance(target)) {
                return method.invoke(target, arguments);
            }
        }
        throw lookup.missing("the method " + target.getClass().getName() + "." + name);
    }
}
