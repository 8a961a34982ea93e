package sg.com.aurix.adapters.persistence;

/** Thrown where the keys that are given do not fit what a database was encrypted with; the message names the version wanted. */
public final class UnusableSecretKeysException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UnusableSecretKeysException(String message) {
        super(message);
    }

    static UnusableSecretKeysException missing(int version) {
        return new UnusableSecretKeysException(
                "key version " + version + " is not given, and the secrets of webhooks are encrypted with it");
    }

    static UnusableSecretKeysException other(int version) {
        return new UnusableSecretKeysException("key version " + version
                + " is not the key that this database knows by that version: give that one, and a new key a"
                + " new version");
    }
}
