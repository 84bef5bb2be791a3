/* SPDX-License-Identifier: ISC */
#include <stdio.h>

#include "base/nls.h"
#include "doctor/checks.h"
#include "doctor/device.h"

/* Finds the device of the store, whose keys live longest. Returns 0, or -1 after saying why. */
static int
find_device(const struct facts *facts, struct device *device, struct finding *f)
{
	struct mounts_mount mount;
	char path[FACTS_PATH];

	snprintf(path, sizeof path, "%s/store", facts->conf.state_dir);
	if (mounts_find(facts, path, &mount) == 0 && device_of(facts, &mount, device) == 0 &&
		device->disk)
		return 0;
	finding_set(f, FINDING_NONE, _("no disk of its own is seen below the register"));
	return -1;
}

void
checkdevice_layers(const struct facts *facts, struct finding *f)
{
	struct device device;

	if (find_device(facts, &device, f) != 0)
		return;
	if (device.snapshot) {
		finding_set(
			f, FINDING_WARNING, _("a snapshot of /dev/%s keeps what is overwritten"), device.name);
		finding_remedy(f, _("Remove it (lvs, lvremove), and make none of this volume."));
	} else if (device.thin) {
		finding_set(f, FINDING_NOTE,
			_("/dev/%s is of a thin pool, where snapshots are easily made"), device.name);
		finding_remedy(f, _("Make none of this volume: it would keep what is overwritten."));
	} else {
		finding_set(f, FINDING_FINE, _("none on /dev/%s"), device.name);
	}
}

void
checkdevice_flash(const struct facts *facts, struct finding *f)
{
	struct device device;

	if (find_device(facts, &device, f) != 0)
		return;
	if (!device.flash) {
		finding_set(f, FINDING_FINE, _("a disk without flash cells, as far as it says"));
	} else if (device.crypt) {
		finding_set(f, FINDING_FINE, _("flash cells, and what lies in them is encrypted"));
	} else {
		finding_set(f, FINDING_NOTE,
			device.card ? _("an SD card: old copies may stay in its flash cells")
						: _("flash cells: old copies may stay in them"));
		finding_remedy(f,
			_("systemctl enable --now welkom-trim.path; encrypt the disk, or destroy it in the end."));
	}
}
