package dev.sdpmcp.command;

import dev.sdpmcp.doctor.Doctor;
import dev.sdpmcp.doctor.LineStyle;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/**
 * {@code --doctor}: examines the installation. Unlike the other commands it needs neither a configuration that is sound
 * nor a database, since it is there to say what is wrong with them.
 */
public final class DoctorCommand {

    private DoctorCommand() {}

    /**
     * The launcher's way in; it knows this signature.
     *
     * @param home the folder that holds {@code domain-config}
     * @param dotEnv the file of settings; need not exist
     * @param form {@code json} for one JSON document instead of lines; for lines {@code quiet}, {@code colour} or both
     * @param problems that hindered reading {@code .env}
     * @param values of all variables that look like ours
     * @return the exit code
     */
    public static int run(
            Path home,
            Path dotEnv,
            Set<String> form,
            List<String> problems,
            Map<String, String> values,
            PrintStream out)
            throws InterruptedException {
        // as for every command: the server's own configuration answers only inside a server
        ConfigProviderResolver.setInstance(new EmptyConfiguration());
        JvmProperties.setFrom(values);
        Doctor doctor = new Doctor(home, dotEnv, values, problems);
        boolean sound = form.contains("json")
                ? doctor.printJson(out::println)
                : doctor.printLines(new LineStyle(form.contains("quiet"), form.contains("colour")), out::println);
        return sound ? CommandResult.DONE : CommandResult.FAILED;
    }
}
