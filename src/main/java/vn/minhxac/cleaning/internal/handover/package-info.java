/** The list as the police sign it and hand it over (2262, step 3): its canonical bytes, the paper to sign, the scan of it. */
package vn.minhxac.cleaning.internal.handover;
