package dev.sdpmcp.command;

import dev.sdpmcp.doctor.Doctor;
import dev.sdpmcp.doctor.LineStyle;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code --doctor}: checks the installation. Unlike the other commands it needs neither a valid configuration nor a
 * database, because it reports what is wrong with them.
 */
public final class DoctorCommand {

    private DoctorCommand() {}

    /**
     * The launcher calls this method by reflection.
     *
     * @param home the folder that holds {@code domain-config}
     * @param dotEnv the file of settings; need not exist
     * @param form {@code json} for one JSON document instead of lines; for lines {@code quiet}, {@code colour} or both
     * @param problems the reasons why {@code .env} could not be read
     * @param values of all variables with our prefixes
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
        CommandJvm.prepare(values);
        Doctor doctor = new Doctor(home, dotEnv, values, problems);
        boolean passed = form.contains("json")
                ? doctor.printJson(out::println)
                : doctor.printLines(new LineStyle(form.contains("quiet"), form.contains("colour")), out::println);
        return passed ? CommandResult.DONE : CommandResult.FAILED;
    }
}
