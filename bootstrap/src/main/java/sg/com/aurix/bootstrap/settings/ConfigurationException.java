package sg.com.aurix.bootstrap.settings;

import java.util.List;

/** Thrown when the server cannot be started as it is set up; says everything that is wrong at once, without any secret. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param problems one plain sentence each */
    public ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
