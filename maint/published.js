// SPDX-License-Identifier: ISC
//
// What the scripts of this folder share: packages that are published on npm, fetched by name into
// a scratch folder, and the countries of src/visit/plantable.c. Only maintainers need it.
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');

const TOP = path.join(__dirname, '..');
const TABLE = path.join(TOP, 'src/visit/plantable.c');

// Short names that CLDR has beside the formal ones, where those are what people say.
const SHORT = ['CC', 'HK', 'MM', 'MO', 'PS'];

// Returns a function that gives a file of one of the packages, and one that gives a version.
// They are in $WELKOM_PUBLISHED/node_modules, or are fetched and removed at the end.
function fetch(...names) {
	let folder = process.env.WELKOM_PUBLISHED;

	if (!folder) {
		folder = fs.mkdtempSync(path.join(os.tmpdir(), 'welkom-published-'));
		process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
		execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts',
			'--prefix', folder, ...names], { stdio: ['ignore', 'ignore', 'inherit'] });
	}
	const at = (name) => path.join(folder, 'node_modules', name);
	return {
		read: (name) => require(at(name)),
		version: (name) =>
			JSON.parse(fs.readFileSync(path.join(at(name), 'package.json'), 'utf8')).version,
	};
}

// Returns the name of each region in language, out of CLDR.
function territories(packages, language) {
	const file = packages.read(
		`cldr-localenames-full/main/${language}/territories.json`);
	const all = file.main[language].localeDisplayNames.territories;

	return (region) => (SHORT.includes(region) && all[`${region}-alt-short`]) || all[region];
}

// Returns the rows of the table as {region, code, name}.
function countries() {
	const row = /^\t\{"([A-Z]{2})", "([0-9]+)",.* N_\("(.*)"\)\},$/;

	return fs.readFileSync(TABLE, 'utf8').split('\n').map((line) => row.exec(line))
		.filter((found) => found !== null)
		.map((found) => ({ region: found[1], code: found[2], name: found[3] }));
}

module.exports = { TOP, TABLE, fetch, territories, countries };
