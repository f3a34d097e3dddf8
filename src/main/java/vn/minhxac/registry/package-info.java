/** Gateway to the national population database: compares people in bulk. Its settings begin with {@code minhxac.registry}. */
package vn.minhxac.registry;
