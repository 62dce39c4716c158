package org.authfilter.internal.identity;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.authfilter.User;
import org.authfilter.internal.web.ContainerIdentity.Work;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.auth.server.SecurityDomain;
import org.wildfly.security.auth.server.SecurityIdentity;
import org.wildfly.security.authz.RoleMapper;
import org.wildfly.security.authz.Roles;

/** Makes a caller the current identity of the thread for Elytron, by which EJBs and {@code @Inject Principal} go. */
final class ElytronCaller {

    private ElytronCaller() {}

    static void run(User caller, Work work) throws IOException, ServletException {
        SecurityDomain domain = SecurityDomain.getCurrent();
        if (domain == null) {
            work.run();
            return;
        }
        Roles roles = Roles.fromSet(Set.copyOf(caller.roles()));
        SecurityIdentity identity =
                domain.createAdHocIdentity(caller.name()).withDefaultRoleMapper(RoleMapper.constant(roles));
        try {
            identity.runAs((Callable<@Nullable Void>) () -> {
                work.run();
                return null;
            });
        } catch (IOException | ServletException | RuntimeException failure) {
            throw failure;
        } catch (Exception thrownByNoWork) {
            throw new IllegalStateException(thrownByNoWork);
        }
    }
}
