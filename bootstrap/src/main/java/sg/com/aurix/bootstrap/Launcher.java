package sg.com.aurix.bootstrap;

import java.lang.reflect.InvocationTargetException;

/**
 * What {@code java -jar aurix.jar} starts: compiled for Java 8, so that a Java too old to load the rest of Aurix says so in one
 * sentence, instead of an {@link UnsupportedClassVersionError}.
 */
public final class Launcher {
    private static final int OLDEST_JAVA = 25;
    private static final String MAIN = "sg.com.aurix.bootstrap.Main";

    private Launcher() {}

    /**
     * Hands over to {@code Main.main}, or ends the process with exit code 1 where Java is too old.
     *
     * @param args passed on as they are
     * @throws Throwable whatever {@code Main.main} throws, unwrapped
     */
    public static void main(String[] args) throws Throwable {
        if (featureVersion(System.getProperty("java.specification.version", "")) < OLDEST_JAVA) {
            System.err.println("Aurix needs Java " + OLDEST_JAVA + " or newer; this is Java "
                    + System.getProperty("java.version") + " (" + System.getProperty("java.home") + ").");
            System.exit(1);
        }
        try {
            Class.forName(MAIN).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Up to Java 8 the specification version was written 1.8, since then 9, 10, 11. */
    private static int featureVersion(String specificationVersion) {
        String version =
                specificationVersion.startsWith("1.") ? specificationVersion.substring(2) : specificationVersion;
        try {
            return Integer.parseInt(version);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
