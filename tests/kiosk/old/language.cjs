/** What the language has learned since Chrome 83 and Node 12. */
require('core-js/stable');
