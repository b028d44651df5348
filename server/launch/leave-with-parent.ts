/**
 * Loaded into the server before its own code: when the launcher is gone, even after SIGKILL, the server is asked
 * to end as by SIGTERM, and ended if it does not.
 */
process.on('disconnect', () => {
  process.emit('SIGTERM');
  setTimeout(() => process.exit(1), 10_000).unref();
});
