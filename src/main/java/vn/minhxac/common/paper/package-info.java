/** Photos and scans of papers that people upload: what is taken, judged by content alone. */
@org.springframework.modulith.NamedInterface("paper")
package vn.minhxac.common.paper;
