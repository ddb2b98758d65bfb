package dev.sdpmcp.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Set;

/**
 * Loads every class of the application at the start. Servers unpack the application below the data folder. A class that is
 * first needed while that file system is lost cannot be loaded, and the JVM then refuses the same use of it for ever (JVMS
 * 5.4.3), also when the file system is back.
 */
@ApplicationScoped
public class EagerClassLoading {

    private static final Logger LOG = System.getLogger(EagerClassLoading.class.getName());
    /** System property: a training run records the classes that are used. The JVM crashed when it recorded others (Java 25.0.3). */
    private static final String TRAINING = "dev.sdpmcp.training";

    private static final String CLASSES = "/WEB-INF/classes/";
    private static final String ENDING = ".class";

    /** In a web application the container passes the servlet context. */
    void initialized(@Observes @Initialized(ApplicationScoped.class) Object given) {
        if (given instanceof ServletContext context && !Boolean.getBoolean(TRAINING)) {
            LOG.log(Level.DEBUG, "{0} classes are loaded", load(context, CLASSES + "dev/"));
        }
    }

    /** @return how many classes of the folder and those below it are loaded now */
    static int load(ServletContext context, String folder) {
        int loaded = 0;
        for (String path : Objects.requireNonNullElse(context.getResourcePaths(folder), Set.<String>of())) {
            if (path.endsWith("/")) {
                loaded += load(context, path);
            } else if (path.endsWith(ENDING) && !path.endsWith("-info.class")) {
                loaded += load(path.substring(CLASSES.length(), path.length() - ENDING.length())
                                .replace('/', '.'))
                        ? 1
                        : 0;
            }
        }
        return loaded;
    }

    /** A class that belongs to another server than this one cannot be loaded, and is not needed. */
    private static boolean load(String name) {
        try {
            Class.forName(name, false, EagerClassLoading.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError ofOtherServer) {
            LOG.log(Level.DEBUG, "{0} cannot be loaded here: {1}", name, ofOtherServer.toString());
            return false;
        }
    }
}
