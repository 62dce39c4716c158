package org.authfilter.it.app;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** An EJB as applications have had them for long. */
@Stateless
public class UsersOnlyBean {

    @Resource
    SessionContext context;

    @RolesAllowed("user")
    public String forUsers() {
        return "for users";
    }

    @PermitAll
    public boolean knowsCallerAs(String name) {
        return context.getCallerPrincipal().getName().equals(name);
    }
}
