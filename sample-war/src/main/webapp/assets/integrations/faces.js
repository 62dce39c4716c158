/* global faces */
import { signIn } from '../../auth/client.js';

// auth-filter responds to a partial request with 401 and never redirects it: Faces reports that as an error.
faces.ajax.addOnError(({ status, responseCode }) => {
  if (status === 'httpError' && responseCode === 401) {
    signIn();
  }
});
