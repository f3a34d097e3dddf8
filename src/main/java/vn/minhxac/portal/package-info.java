/** The public pages (home, passport look-up, verification), the officers' start page and the layout of every page. */
package vn.minhxac.portal;
