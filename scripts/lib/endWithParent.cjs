// Loaded first into every server that the scripts start: when the script is
// gone, however it went, the server ends too.
process.on('disconnect', () => process.exit(0));
