/** The Excel round trip for missing and malformed numbers (2262, step 4): open rows as a workbook, filled in offline, read back. */
package vn.minhxac.cleaning.internal.workbook;
