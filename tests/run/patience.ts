/** How long a spec may take that names no time of its own: six people may share the two cores it runs on. */
jasmine.DEFAULT_TIMEOUT_INTERVAL = 60_000;
