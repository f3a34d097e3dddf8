/** Login, who may call what, and Camunda's web applications: identities, authorizations, filters, look. */
package vn.minhxac.webapps;
