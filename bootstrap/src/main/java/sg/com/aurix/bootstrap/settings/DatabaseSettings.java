package sg.com.aurix.bootstrap.settings;

import java.util.regex.Pattern;
import sg.com.aurix.domain.InvalidValueException;

/**
 * Where the store is and how to log in.
 *
 * @param jdbcUrl a JDBC URL of PostgreSQL
 */
public record DatabaseSettings(String jdbcUrl, String user, String password) {
    private static final Pattern CREDENTIALS =
            Pattern.compile("[?&](user|password|sslpassword)=", Pattern.CASE_INSENSITIVE);

    /**
     * The JDBC URL of a database, which may also be written as PostgreSQL's own tools take it: {@code postgresql://host/database}.
     *
     * @throws InvalidValueException if it is neither
     */
    static String jdbcUrl(String written) {
        boolean withCredentials =
                written.contains("@") || CREDENTIALS.matcher(written).find();
        if (written.startsWith("jdbc:postgresql://") && !withCredentials) {
            return written;
        }
        if (written.startsWith("postgresql://") && !withCredentials) {
            return "jdbc:" + written;
        }
        throw new InvalidValueException(
                "must be jdbc:postgresql://host:port/database, without user and password, which have variables of"
                        + " their own");
    }

    /** The place alone, without the password (RS-19). */
    @Override
    public String toString() {
        return "DatabaseSettings[***]";
    }
}
