package dev.sdpmcp.launcher.server.grizzly;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;

/** Looks up what one guard needs of the server's classes. What is not there is told by its name, and with what it is needed for. */
final class Hooks {

    private final ClassLoader classes;
    private final String purpose;

    /**
     * @param classes of the server
     * @param purpose of the guard: what it does, as "to bound connections"
     */
    Hooks(ClassLoader classes, String purpose) {
        this.classes = classes;
        this.purpose = purpose;
    }

    Class<?> type(String name) throws MissingHook {
        try {
            return classes.loadClass(name);
        } catch (ClassNotFoundException | LinkageError unknown) {
            throw missing("the class " + name);
        }
    }

    /** A method of this type, or of one above it; also one that is not public. */
    Method method(Class<?> type, String name, Class<?>... parameters) throws MissingHook {
        return open(find(type, name, parameters), "the method " + type.getName() + "." + name);
    }

    private Method find(Class<?> type, String name, Class<?>... parameters) throws MissingHook {
        try {
            return type.getMethod(name, parameters);
        } catch (NoSuchMethodException notPublic) {
            try {
                return type.getDeclaredMethod(name, parameters);
            } catch (NoSuchMethodException unknown) {
                throw missing("the method " + type.getName() + "." + name);
            }
        }
    }

    /** A field that this type declares; also one that is not public. */
    Field field(Class<?> type, String name) throws MissingHook {
        String words = "the field " + type.getName() + "." + name;
        try {
            return open(type.getDeclaredField(name), words);
        } catch (NoSuchFieldException unknown) {
            throw missing(words);
        }
    }

    private <T extends AccessibleObject> T open(T member, String words) throws MissingHook {
        try {
            member.setAccessible(true);
            return member;
        } catch (InaccessibleObjectException | SecurityException closed) {
            throw missing("access to " + words);
        }
    }

    /** @param what is not there */
    MissingHook missing(String what) {
        return new MissingHook(what + " is not there, which is needed " + purpose);
    }
}
