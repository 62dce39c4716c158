package org.authfilter.it.roles;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** Methods for callers with different roles. */
@Stateless
public class LedgerBean {

    @Resource
    SessionContext context;

    @RolesAllowed("user")
    public String read() {
        return "read";
    }

    @RolesAllowed("admin")
    public String write() {
        return "written";
    }

    @RolesAllowed("auditor")
    public String audit() {
        return "audited";
    }

    @DenyAll
    public String burn() {
        return "burnt";
    }

    /** Restricted by {@code ejb-jar.xml} to admins. */
    public String close() {
        return "closed";
    }

    @PermitAll
    public String caller() {
        return context.getCallerPrincipal().getName() + " user=" + context.isCallerInRole("user") + " admin="
                + context.isCallerInRole("admin");
    }
}
