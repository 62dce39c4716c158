/** Any OpenID Provider: discovery, authorization code flow, ID tokens, UserInfo, renewal and sign-out. */
@NullMarked
package org.authfilter.provider.oidc;

import org.jspecify.annotations.NullMarked;
