package org.authfilter.internal.identity;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.authfilter.User;
import org.authfilter.internal.web.ConstraintGuard;
import org.authfilter.internal.web.ConstraintGuard.Decision;
import org.authfilter.internal.web.ConstraintGuard.Known;
import org.authfilter.internal.web.ConstraintGuard.Responded;
import org.jspecify.annotations.Nullable;

/** Tells the container the caller of each request (Jakarta Authentication 3.0, section 3.8). Thread-safe. */
final class CallerAuthModule implements ServerAuthModule {

    private static final String IS_MANDATORY = "jakarta.security.auth.message.MessagePolicy.isMandatory";

    private final ConstraintGuard guard;
    private volatile @Nullable CallbackHandler container;

    CallerAuthModule(ConstraintGuard guard) {
        this.guard = guard;
    }

    @Override
    public void initialize(
            MessagePolicy request,
            @Nullable MessagePolicy response,
            CallbackHandler handler,
            @Nullable Map<String, Object> options) {
        container = handler;
    }

    @Override
    public Class<?>[] getSupportedMessageTypes() {
        return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
    }

    /** A response of the guard is {@code SEND_FAILURE}: {@code SEND_CONTINUE} becomes 500 on Open Liberty. */
    @Override
    public AuthStatus validateRequest(MessageInfo message, Subject client, @Nullable Subject service)
            throws AuthException {
        HttpServletRequest request = (HttpServletRequest) message.getRequestMessage();
        HttpServletResponse response = (HttpServletResponse) message.getResponseMessage();
        boolean isConstrained =
                Boolean.parseBoolean(String.valueOf(message.getMap().get(IS_MANDATORY)));
        try {
            Decision decision = guard.decide(request, response, isConstrained);
            if (decision instanceof Responded) {
                return AuthStatus.SEND_FAILURE;
            }
            tell(client, decision instanceof Known known ? known.caller() : null);
            return AuthStatus.SUCCESS;
        } catch (IOException | ServletException | UnsupportedCallbackException failed) {
            throw new AuthException(failed);
        }
    }

    private void tell(Subject client, @Nullable User caller) throws IOException, UnsupportedCallbackException {
        CallbackHandler handler = container;
        if (handler == null) {
            throw new IllegalStateException("The container has not initialized the module");
        }
        if (caller == null) {
            handler.handle(new Callback[] {new CallerPrincipalCallback(client, (Principal) null)});
        } else {
            handler.handle(new Callback[] {
                new CallerPrincipalCallback(client, (Principal) caller),
                new GroupPrincipalCallback(client, caller.roles().toArray(String[]::new))
            });
        }
    }

    @Override
    public AuthStatus secureResponse(MessageInfo message, @Nullable Subject service) {
        return AuthStatus.SEND_SUCCESS;
    }

    /** Open Liberty passes a subject that can't be changed. */
    @Override
    public void cleanSubject(MessageInfo message, @Nullable Subject subject) {
        if (subject != null && !subject.isReadOnly()) {
            subject.getPrincipals().clear();
        }
    }
}
