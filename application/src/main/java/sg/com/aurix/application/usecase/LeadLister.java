package sg.com.aurix.application.usecase;

import sg.com.aurix.application.port.LeadRow;
import sg.com.aurix.application.port.Leads;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.domain.partner.PartnerId;

record LeadLister(Leads leads) implements ListLeads {
    @Override
    public Page<LeadRow> list(PartnerId partnerId, PageRequest request) {
        return Page.read(request, wanted -> leads.page(partnerId, wanted), LeadRow::position);
    }
}
