package sg.com.aurix.domain.lead;

import java.util.Locale;

/** How far a lead has come; it only ever moves forward (LD-3 to LD-5). */
public enum LeadStatus {
    /** Somebody wrote, and no web session is known. */
    ACTIVE,
    /** The conversation is linked to a web session. */
    CORRELATED,
    /** Everything required was collected. */
    COMPLETE;

    /** The status as partners read it: {@code active}, {@code correlated}, {@code complete}. */
    public String published() {
        return name().toLowerCase(Locale.ROOT);
    }
}
