/** Any OpenID Provider: discovery, authorization code flow, ID tokens, UserInfo, refresh and sign-out. */
@NullMarked
package org.authfilter.internal.provider.oidc;

import org.jspecify.annotations.NullMarked;
