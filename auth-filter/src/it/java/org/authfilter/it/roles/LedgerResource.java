package org.authfilter.it.roles;

import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource that leaves its security to an EJB. */
@Path("/ledger")
public class LedgerResource {

    @Inject
    LedgerBean ledger;

    @GET
    @Path("/read")
    public String read() {
        try {
            return ledger.read();
        } catch (EJBAccessException refused) {
            throw new ForbiddenException(refused);
        }
    }

    @GET
    @Path("/write")
    public String write() {
        try {
            return ledger.write();
        } catch (EJBAccessException refused) {
            throw new ForbiddenException(refused);
        }
    }
}
