/* SPDX-License-Identifier: ISC */
#include "fault/powercut_seals.h"

static bool
was_sealed(const struct powercut_seals *c, size_t last, const uint8_t *seal)
{
	size_t i;

	for (i = 0; i <= last; i++)
		if (powercut_census_has_seal(&c->acks[i], seal))
			return true;
	return false;
}

/* Looks at one seal that lies in inode. */
static int
check_seal(struct powercut_seals *c, const struct powercut_inode *inode, const uint8_t *seal,
	struct fail *why)
{
	if (!was_sealed(c, c->next, seal))
		return 0; /* on its way: no entry was ever sealed to it */
	if (!inode->reached && !inode->named) {
		c->unnamed++;
		return 0;
	}
	if (!inode->reached)
		return fail_set(why, "a key has no name any more, and was not overwritten");
	if (!powercut_census_has_seal(&c->acks[c->last], seal) &&
		!powercut_census_has_seal(&c->acks[c->next], seal))
		return fail_set(why, "a key is back that was destroyed");
	return 0;
}

int
powercut_seals_check(struct powercut_seals *c, struct fail *why)
{
	const struct powercut_inode *inode;
	const struct powercut_bytes *bytes;
	size_t i, at;
	uint32_t k;

	for (i = 0; i < c->disk->inodes; i++) {
		inode = &c->disk->list[i];
		bytes = inode->pending > 0 ? &inode->now : &inode->durable;
		for (k = 0; inode->key && k < HOURFILE_WRAPS; k++) {
			at = hourfile_wrap(k);
			if (at + POWERCUT_CENSUS_SEAL <= bytes->n &&
				check_seal(c, inode, bytes->p + at, why) != 0)
				return -1;
		}
	}
	return 0;
}
