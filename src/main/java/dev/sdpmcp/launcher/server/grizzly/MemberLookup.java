package dev.sdpmcp.launcher.server.grizzly;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;

/**
 * Reflective lookup of the classes and members of the server that a guard needs; errors name the member and the
 * purpose.
 *
 * @param classes class loader of the server
 * @param purpose purpose of the guard, such as "to limit connections"
 */
record MemberLookup(ClassLoader classes, String purpose) {

    Class<?> type(String name) throws MissingMember {
        try {
            return classes.loadClass(name);
        } catch (ClassNotFoundException | LinkageError unknown) {
            throw missing("the class " + name);
        }
    }

    /** A method of a type or its supertypes, or one that is not public. */
    Method method(Class<?> type, String name, Class<?>... parameters) throws MissingMember {
        return open(find(type, name, parameters), "the method " + type.getName() + "." + name);
    }

    private Method find(Class<?> type, String name, Class<?>... parameters) throws MissingMember {
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

    /** A declared field of a type, public or not. */
    Field field(Class<?> type, String name) throws MissingMember {
        String words = "the field " + type.getName() + "." + name;
        try {
            return open(type.getDeclaredField(name), words);
        } catch (NoSuchFieldException unknown) {
            throw missing(words);
        }
    }

    private <T extends AccessibleObject> T open(T member, String words) throws MissingMember {
        try {
            member.setAccessible(true);
            return member;
        } catch (InaccessibleObjectException | SecurityException closed) {
            throw missing("access to " + words);
        }
    }

    /** @param what the missing class or member */
    MissingMember missing(String what) {
        return new MissingMember(what + " does not exist, which is needed " + purpose);
    }
}
