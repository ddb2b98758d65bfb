package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.launcher.log.ServerLogging;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Payara Micro in this process, by reflection only; the main class is read from its manifest. */
final class PayaraMicro {

    private static final Logger LOG = System.getLogger(PayaraMicro.class.getName());

    /** System property for the application: name and version of the server. */
    private static final String PRODUCT_PROPERTY = "dev.sdpmcp.server";

    private static final String PRE_BOOT = "pre-boot.asadmin";
    private static final String POST_BOOT = "post-boot.asadmin";

    private final UnpackedServer server;
    private final Path instance;
    private final Map<String, String> wrongSettings = new LinkedHashMap<>();

    /**
     * @param server the unpacked server, shared and read-only
     * @param instance folder of this run, which is emptied at each start
     */
    PayaraMicro(UnpackedServer server, Path instance) {
        this.server = server;
        this.instance = instance;
    }

    /**
     * Boots the server and deploys the application. Returns also when the deployment has failed, which Payara does not
     * report.
     *
     * @throws StartRefused if the server does not boot, or a boot command had no effect
     */
    void start(InstallationLayout home, ServerConfiguration configuration, Application application)
            throws StartRefused {
        Path war = home.artefact("sdp-mcp.war");
        ListeningAddress address = ListeningAddress.of(configuration.http());
        try {
            makeInstance(new ServerLogging(home.domainConfig(), configuration.logging()));
            Map<String, String> expected = new LinkedHashMap<>();
            for (String commands : List.of(PRE_BOOT, POST_BOOT)) {
                expected.putAll(commands(home.domainConfig(), commands, address).expected());
            }
            ListenerGuards.install(boot(arguments(war, address), expected), configuration, application);
        } catch (IOException | ReflectiveOperationException failed) {
            Throwable cause = failed instanceof InvocationTargetException target ? target.getTargetException() : failed;
            throw ExitCode.SERVER.refusal("the server did not boot (" + cause.getMessage() + "). See its log above.");
        }
        if (!wrongSettings.isEmpty()) {
            throw ExitCode.SERVER.refusal(wrongSettings.entrySet().stream()
                    .map(setting -> "a command of domain-config had no effect: " + setting.getKey() + " is "
                            + setting.getValue())
                    .toList());
        }
    }

    private void makeInstance(ServerLogging logging) throws IOException {
        Folders.delete(instance);
        for (String part : List.of("config", "lib", "docroot")) {
            Path original = server.folder().resolve(part);
            if (Files.isDirectory(original)) {
                Folders.copy(original, instance.resolve(part));
            }
        }
        logging.writeInto(instance.resolve("config"));
    }

    private BootCommands commands(Path domainConfig, String name, ListeningAddress address) throws IOException {
        BootCommands commands = BootCommands.read(domainConfig.resolve(name), Map.of("SDP_HTTP_HOST", address.host()));
        commands.write(instance.resolve(name));
        return commands;
    }

    private List<String> arguments(Path war, ListeningAddress address) {
        List<String> words = new ArrayList<>(List.of("--nohazelcast", "--port", Integer.toString(address.port())));
        words.addAll(List.of("--rootdir", instance.toString(), "--deploy", war.toString()));
        words.addAll(List.of("--prebootcommandfile", instance.resolve(PRE_BOOT).toString()));
        words.addAll(
                List.of("--postbootcommandfile", instance.resolve(POST_BOOT).toString()));
        return words;
    }

    /** Returns the class loader of the server. */
    private ClassLoader boot(List<String> arguments, Map<String, String> expected)
            throws IOException, ReflectiveOperationException {
        // the ServletContext has no version
        server.product().ifPresent(product -> System.setProperty(PRODUCT_PROPERTY, product));
        server.bootProperties().forEach((name, value) -> System.setProperty((String) name, (String) value));
        // one after the other: on several threads they read and extend the configuration without a lock, and some
        // starts
        // fail with a ConcurrentModificationException (github.com/payara/Payara/issues/6101)
        System.setProperty("org.glassfish.startupThreadPolicy", "USE_NO_THREADS");
        // Payara's security policy trusts the jars below this folder
        System.setProperty("fish.payara.micro.UnpackDir", server.folder().toString());
        System.setProperty("fish.payara.micro.BootJar", server.jar().toUri().toString());

        ClassLoader loader = server.classLoader(server.startClass());
        Thread.currentThread().setContextClassLoader(loader);
        Class<?> micro = loader.loadClass(server.startClass());
        Object instanceOfMicro = micro.getMethod("getInstance").invoke(null);
        Consumer<Object> afterBoot = runner -> compare(runner, expected);
        micro.getMethod("setPostBootHandler", Consumer.class).invoke(instanceOfMicro, afterBoot);
        micro.getMethod("main", String[].class).invoke(null, (Object) arguments.toArray(String[]::new));
        return loader;
    }

    /**
     * Stops the server, also one that has booted only in part. Returns when it has stopped or the limit is over, which
     * is logged.
     */
    void stop(Duration limit) throws InterruptedException {
        Thread stopping = Thread.ofPlatform().daemon().name("server-stop").start(this::shutDown);
        stopping.join(limit.toMillis());
        if (stopping.isAlive()) {
            LOG.log(Level.WARNING, "the server did not stop within {0} s", limit.toSeconds());
        }
    }

    private void shutDown() {
        try {
            Class<?> micro = server.classLoader(server.startClass()).loadClass(server.startClass());
            micro.getMethod("shutdown").invoke(micro.getMethod("getInstance").invoke(null));
        } catch (IOException | ReflectiveOperationException failed) {
            Throwable cause = failed instanceof InvocationTargetException target ? target.getTargetException() : failed;
            LOG.log(Level.DEBUG, "the server was not stopped", cause);
        }
    }

    /** Compares each setting; runs after the post-boot commands and before the deployment. */
    private void compare(Object commandRunner, Map<String, String> expected) {
        expected.forEach((name, value) -> {
            String answer = get(commandRunner, name);
            if (!BootCommands.hasValue(answer, name, value)) {
                wrongSettings.put(name, answer.isBlank() ? "unknown" : answer.strip());
            }
        });
    }

    private static String get(Object commandRunner, String name) {
        try {
            Method run = Class.forName(
                            "fish.payara.micro.boot.AdminCommandRunner",
                            true,
                            commandRunner.getClass().getClassLoader())
                    .getMethod("run", String.class, String[].class);
            Object result = run.invoke(commandRunner, "get", new String[] {name});
            return String.valueOf(run.getReturnType().getMethod("getOutput").invoke(result));
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("this Payara version does not run commands", changed);
        }
    }
}
