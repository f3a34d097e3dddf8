/**
 * Vaccine passports: EU Digital COVID Certificates 1.3.0 as Decision 5772/QĐ-BYT asks for. What makes a code
 * ({@code internal.dcc}) and what checks it ({@code internal.check}) share no code.
 */
@org.springframework.modulith.ApplicationModule(displayName = "Vaccine passports")
package vn.minhxac.passport;
