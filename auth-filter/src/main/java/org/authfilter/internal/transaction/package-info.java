/** What a browser keeps for us while it visits a provider: sign-in transactions, encrypted and in cookies. */
@NullMarked
package org.authfilter.internal.transaction;

import org.jspecify.annotations.NullMarked;
