/// What was to be changed was removed meanwhile.
package struct ItemGone: Error {}
