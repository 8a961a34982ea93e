package sg.com.aurix.application.usecase;

import sg.com.aurix.application.port.LeadRow;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.domain.partner.PartnerId;

/** Lists a partner's leads, newest first (API-4, API-5). */
public interface ListLeads {
    /** A page of the partner's leads. */
    Page<LeadRow> list(PartnerId partnerId, PageRequest request);
}
