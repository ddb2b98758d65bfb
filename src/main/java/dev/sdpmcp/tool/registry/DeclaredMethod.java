package dev.sdpmcp.tool.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.shape.NoArguments;
import dev.sdpmcp.tool.shape.RecordShapes;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A method that declares a tool, a resource or a prompt: its annotation, its record of arguments, and a way to call it
 * that costs next to nothing.
 *
 * @param arguments the record that the method takes, {@link NoArguments} if it takes none
 * @param handle of type {@code (Object arguments, CallContext) -> Object}, bound to the bean
 */
record DeclaredMethod<A extends Annotation>(A annotation, Method method, Class<?> arguments, MethodHandle handle) {

    private static final MethodType CALL = MethodType.methodType(Object.class, Object.class, CallContext.class);

    /** @throws IllegalStateException if a method with the annotation cannot be called; the message names it */
    static <A extends Annotation> List<DeclaredMethod<A>> in(List<CapabilityBean> beans, Class<A> annotationType) {
        List<DeclaredMethod<A>> found = new ArrayList<>();
        for (CapabilityBean bean : beans) {
            for (Method method : methodsOf(bean.declaredIn())) {
                A annotation = method.getAnnotation(annotationType);
                if (annotation != null) {
                    found.add(of(bean, method, annotation));
                }
            }
        }
        return found;
    }

    /** Of the class and those above it; a method that is overridden counts once, as the override has it. */
    private static List<Method> methodsOf(Class<?> type) {
        List<Method> methods = new ArrayList<>(Arrays.asList(type.getMethods()));
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !Modifier.isPublic(method.getModifiers()))
                .forEach(methods::add);
        methods.removeIf(Method::isBridge);
        methods.sort(Comparator.comparing(Method::getName));
        return methods;
    }

    private static <A extends Annotation> DeclaredMethod<A> of(CapabilityBean bean, Method method, A annotation) {
        requireCallable(method);
        List<Class<?>> records = Arrays.stream(method.getParameterTypes())
                .filter(type -> type != CallContext.class)
                .toList();
        boolean clear = records.size() <= 1 && method.getParameterCount() - records.size() <= 1;
        if (!clear || !records.stream().allMatch(Class::isRecord)) {
            throw new IllegalStateException(where(method) + " may take one record of arguments and one CallContext");
        }
        Class<?> arguments = records.isEmpty() ? NoArguments.class : records.getFirst();
        return new DeclaredMethod<>(annotation, method, arguments, handle(bean, method));
    }

    private static void requireCallable(Method method) {
        int modifiers = method.getModifiers();
        if (!Modifier.isPublic(modifiers) || Modifier.isStatic(modifiers) || Modifier.isFinal(modifiers)) {
            throw new IllegalStateException(where(method) + " must be public and neither static nor final");
        }
        if (!Arrays.stream(method.getExceptionTypes()).allMatch(RuntimeException.class::isAssignableFrom)) {
            throw new IllegalStateException(
                    where(method) + " must not declare checked exceptions: throw a ToolFailure");
        }
    }

    /** Puts arguments and context where the method wants them, and leaves out what it does not want. */
    private static MethodHandle handle(CapabilityBean bean, Method method) {
        int[] order = Arrays.stream(method.getParameterTypes())
                .mapToInt(type -> type == CallContext.class ? 1 : 0)
                .toArray();
        try {
            method.setAccessible(true);
            MethodHandle bound = MethodHandles.lookup().unreflect(method).bindTo(bean.reference());
            Class<?>[] wide = Arrays.stream(order).mapToObj(CALL::parameterType).toArray(Class<?>[]::new);
            return MethodHandles.permuteArguments(bound.asType(MethodType.methodType(Object.class, wide)), CALL, order);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(where(method) + " cannot be called", impossible);
        }
    }

    /** Calls the method on this thread; what it throws passes unchanged. */
    Object call(Object boundArguments, CallContext context) {
        Object result;
        try {
            result = (Object) handle.invokeExact(boundArguments, context);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable sneaked) {
            throw new IllegalStateException(where() + " threw a checked exception", sneaked);
        }
        if (result == null) {
            throw new IllegalStateException(where() + " returned null");
        }
        return result;
    }

    /** For messages about the declaration. */
    String where() {
        return where(method);
    }

    private static String where(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }

    /**
     * The shape of the arguments, for what can only take text: prompts and URIs.
     *
     * @throws IllegalStateException if a component is no {@code String}
     */
    Shape textArguments(ObjectMapper mapper) {
        Shape shape = RecordShapes.ofArguments(arguments, mapper);
        for (Shape.Member member : shape.members()) {
            if (member.type() != Scalar.TEXT) {
                throw new IllegalStateException(arguments.getName() + "." + member.name() + " must be a String");
            }
        }
        return shape;
    }

    /** @throws IllegalStateException if the text is missing */
    void requireText(String member, String text) {
        if (text.isBlank()) {
            throw new IllegalStateException(where() + " has no " + member);
        }
    }
}
