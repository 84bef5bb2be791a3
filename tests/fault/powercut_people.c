/* SPDX-License-Identifier: ISC */
#include "fault/powercut_people.h"

#include <dirent.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/file.h"

#define CACHED 512
#define CHEAP 8192 /* bytes that reading a key made cheap takes */
#define MEM_AT 16  /* where a key file says so */

/* Key files that were read before, by a hash of their bytes. */
struct cached {
	uint8_t hash[16];
	struct reception_key *key; /* NULL: it opened with no passphrase, or takes too long */
};

static struct cached *
cache(const uint8_t hash[static 16], bool *known)
{
	static struct cached all[CACHED];
	static size_t n;
	size_t i;

	for (i = 0; i < n; i++)
		if (memcmp(all[i].hash, hash, 16) == 0)
			break;
	*known = i < n;
	if (i == n) {
		if (n == CACHED)
			abort();
		memcpy(all[n++].hash, hash, 16);
	}
	return &all[i];
}

static const struct reception_key *
read_key(const char *path, const char *passphrase)
{
	struct passphrase *p;
	struct cached *found;
	uint8_t file[RECEPTION_FILE + 1], hash[16];
	ssize_t n = file_read(AT_FDCWD, path, file, sizeof file);
	bool known, exposed;
	struct fail why;

	if (n != RECEPTION_FILE)
		return NULL;
	crypto_generichash(hash, sizeof hash, file, (size_t)n, NULL, 0);
	found = cache(hash, &known);
	if (known || bytes_get64(file + MEM_AT) != CHEAP)
		return found->key;
	p = passphrase_new();
	if (p == NULL)
		abort();
	if (passphrase_read(p, passphrase, &why) == 0 &&
		reception_open(path, p, &found->key, &exposed, &why) != 0)
		found->key = NULL;
	passphrase_free(p);
	return found->key;
}

size_t
powercut_people_keys(
	const struct powercut_place *place, const struct reception_key **keys, size_t n)
{
	char path[1024];
	struct dirent *entry;
	size_t i, found = 0;
	DIR *dir;

	for (i = 0; i < POWERCUT_PEOPLE; i++) {
		snprintf(path, sizeof path, "%s/%s", place->base, place->people[i].folder);
		dir = opendir(path);
		while (dir != NULL && (entry = readdir(dir)) != NULL && found < n) {
			snprintf(
				path, sizeof path, "%s/%s/%s", place->base, place->people[i].folder, entry->d_name);
			keys[found] = read_key(path, place->people[i].passphrase);
			found += keys[found] != NULL;
		}
		if (dir != NULL)
			closedir(dir);
	}
	return found;
}
