/* SPDX-License-Identifier: ISC */
/* powercut_tree: the disk as files again, where the programs can open them. */
#ifndef FAULT_POWERCUT_TREE_H
#define FAULT_POWERCUT_TREE_H

#include "fault/powercut_disk.h"

/* Makes the files of the choice made last, below the root, in the place of all folders there that
 * d->journal began with or made. */
void powercut_tree_write(struct powercut_disk *d);

/* Returns how many files of the choice made last (of all) differ from the picture at the end of the
 * journal, and names them. */
size_t powercut_tree_compare(struct powercut_disk *d);

#endif
