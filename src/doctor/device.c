/* SPDX-License-Identifier: ISC */
#include "doctor/device.h"

#include <stdio.h>
#include <string.h>

#define DEPTH 8 /* layers at most */

/* On the way down. */
struct walk {
	const struct facts *facts;
	struct device *device;
	char path[FACTS_PATH]; /* in /sys; the folder of this layer */
	int depth;
	size_t slaves;
};

static void descend(struct walk *w);

static bool
take_slave(void *arg, const char *name)
{
	struct walk *above = arg, w = *above;

	above->slaves++;
	w.depth++;
	if ((size_t)snprintf(w.path, sizeof w.path, "%s/slaves/%s", above->path, name) < sizeof w.path)
		descend(&w);
	return true;
}

/* Reads the first line of name in the folder of this layer. Returns 0, or -1. */
static int
read_line(const struct walk *w, const char *name, char *out, size_t cap)
{
	char path[FACTS_PATH + 32];

	snprintf(path, sizeof path, "%s/%s", w->path, name);
	return facts_line(w->facts, path, out, cap);
}

static bool
ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

/* What the name that device mapper's user gave a layer says: "CRYPT-LUKS2-...", "LVM-...-tpool". */
static void
judge_mapped(struct device *device, const char *uuid)
{
	device->crypt = device->crypt || strncmp(uuid, "CRYPT-", 6) == 0;
	if (strncmp(uuid, "LVM-", 4) != 0)
		return;
	device->thin = device->thin || ends_with(uuid, "-tpool");
	device->snapshot = device->snapshot || ends_with(uuid, "-real") || ends_with(uuid, "-cow");
}

/* Takes note of this layer and goes on to those below. */
static void
descend(struct walk *w)
{
	char path[FACTS_PATH + 32], text[256];

	if (w->depth > DEPTH)
		return;
	if (read_line(w, "dm/uuid", text, sizeof text) == 0)
		judge_mapped(w->device, text);
	snprintf(path, sizeof path, "%s/slaves", w->path);
	facts_each(w->facts, path, take_slave, w);
	if (w->slaves > 0)
		return;
	/* a partition has no queue of its own; its folder lies in that of the disk */
	if (read_line(w, "queue/rotational", text, sizeof text) != 0 &&
		read_line(w, "../queue/rotational", text, sizeof text) != 0)
		return;
	w->device->disk = true;
	w->device->flash = w->device->flash || strcmp(text, "0") == 0;
	snprintf(path, sizeof path, "%s", strrchr(w->path, '/') + 1);
	if (w->depth == 0)
		snprintf(path, sizeof path, "%s", w->device->name);
	w->device->card = w->device->card || strncmp(path, "mmcblk", 6) == 0;
}

int
device_named(const struct facts *facts, const char *name, struct device *device)
{
	struct walk w = {.facts = facts, .device = device};

	memset(device, 0, sizeof *device);
	snprintf(device->name, sizeof device->name, "%s", name);
	snprintf(w.path, sizeof w.path, "/sys/class/block/%s", device->name);
	if (!facts_has(facts, w.path))
		return -1;
	descend(&w);
	return 0;
}

int
device_of(const struct facts *facts, const struct mounts_mount *mount, struct device *device)
{
	char path[96], text[1024], *name;

	snprintf(path, sizeof path, "/sys/dev/block/%u:%u/uevent", mount->major, mount->minor);
	if (mount->major == 0 || facts_read(facts, path, text, sizeof text) < 0)
		return -1;
	name = strstr(text, "DEVNAME=");
	if (name == NULL)
		return -1;
	name += strlen("DEVNAME=");
	name[strcspn(name, "\n")] = '\0';
	return device_named(facts, name, device);
}
