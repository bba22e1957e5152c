const { execFileSync } = require('node:child_process');
const path = require('node:path');

/** The tests need the real n8n; does nothing where it is installed. */
module.exports = () => {
  for (const which of [[], ['oldest']])
    execFileSync(process.execPath, [path.join(__dirname, 'install.mjs'), ...which], {
      stdio: 'inherit',
    });
};
