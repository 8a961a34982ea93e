package sg.com.aurix.application.usecase;

import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.port.Clicks;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.domain.partner.PartnerId;

record AttributionLister(Clicks clicks) implements ListAttribution {
    @Override
    public Page<AttributionRow> list(PartnerId partnerId, PageRequest request) {
        return Page.read(request, wanted -> clicks.page(partnerId, wanted), AttributionRow::position);
    }
}
