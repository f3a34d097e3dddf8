/** Messages to citizens and officers, and one-time codes. */
package vn.minhxac.notification;
