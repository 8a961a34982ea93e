package sg.com.aurix.application.port;

import java.util.List;
import java.util.Optional;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerId;

/** The partner accounts. */
public interface Partners {
    /** Keeps a new partner; its id must not be taken. */
    void add(Partner partner);

    /** The partner of that id. */
    Optional<Partner> find(PartnerId id);

    /** All partners, oldest first, ties broken by id. */
    List<Partner> all();
}
