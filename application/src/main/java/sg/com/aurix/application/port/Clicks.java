package sg.com.aurix.application.port;

import java.util.List;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.tracking.Click;

/** Every click ever recorded. */
public interface Clicks {
    /** Keeps the clicks; no id of theirs may be taken. */
    void record(List<Click> clicks);

    /** A page of the partner's clicks, newest first, ties broken by the greater id, each with what came of its session (API-4, API-6). */
    List<AttributionRow> page(PartnerId partnerId, PageRequest request);
}
