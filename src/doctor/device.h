/* SPDX-License-Identifier: ISC */
/* device: what a block device is made of, down to the disk (sysfs(5)). */
#ifndef DOCTOR_DEVICE_H
#define DOCTOR_DEVICE_H

#include "doctor/facts.h"
#include "doctor/mounts.h"

struct device {
	char name[FACTS_NAME]; /* of the uppermost, as in /dev */
	bool crypt;            /* a layer of it is encrypted */
	bool thin;             /* of LVM: blocks are given out by a pool */
	bool snapshot;         /* of LVM: another volume keeps what is overwritten */
	bool flash;            /* a disk below does not turn */
	bool card;             /* it is an SD card or a chip of that kind */
	bool disk;             /* a disk was found below */
};

/* Looks at the device that mount is on. Returns 0, or -1 when it is on none that can be looked at. */
int device_of(const struct facts *facts, const struct mounts_mount *mount, struct device *device)
	__attribute__((warn_unused_result));

/* Looks at the device called name in /dev, such as sda2 or dm-0. Returns 0, or -1. */
int device_named(const struct facts *facts, const char *name, struct device *device)
	__attribute__((warn_unused_result));

#endif
