package org.authfilter.it.roles;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;

/** Audits for each caller, who need not be an auditor. */
@Stateless
@RunAs("auditor")
public class AuditBean {

    @EJB
    LedgerBean ledger;

    @PermitAll
    public String audit() {
        return ledger.audit();
    }
}
