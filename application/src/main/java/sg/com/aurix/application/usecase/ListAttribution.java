package sg.com.aurix.application.usecase;

import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.domain.partner.PartnerId;

/** Lists a partner's clicks and what came of them, newest first (API-4 to API-6). */
public interface ListAttribution {
    /** A page of the partner's clicks. */
    Page<AttributionRow> list(PartnerId partnerId, PageRequest request);
}
