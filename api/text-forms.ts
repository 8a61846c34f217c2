/**
 * Forms of text. They stand in the OpenAPI document, so they are written out: validators of some
 * languages know no classes such as `\p{Cc}`, and take the document for broken.
 */
const beforeTab = '\\u0000-\\u0008';
const afterLineFeed = '\\u000b-\\u001f\\u007f-\\u009f';
const halfPairs = '\\ud800-\\udfff';

/** No control characters but tabs and line feeds. */
export const visibleText = new RegExp(`^[^${beforeTab}${afterLineFeed}]*$`, 'u');

/** An id that the database keeps as it is: no control characters, and no half of a pair. */
export const storableId = new RegExp(`^[^${beforeTab}\\t\\n${afterLineFeed}${halfPairs}]*$`, 'u');
