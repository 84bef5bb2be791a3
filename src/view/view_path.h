/* SPDX-License-Identifier: ISC */
/* view_path: the path that a screen proposes for a file that it makes. */
#ifndef VIEW_VIEW_PATH_H
#define VIEW_VIEW_PATH_H

#include "view/view.h"

#define VIEW_PATH_STICK "/media/welkom/" /* where a stick is mounted */

/* "STEM-REFERENCE.ENDING" */
struct view_path_name {
	const char *stem, *reference, *ending;
};

/* Writes name to out, with "-" for "/" in its reference: in the home folder, or in folder where there is
 * no home that can be written to; "/" is none (desk/walls.h). folder ends with "/", or is "". */
void view_path_propose(
	const struct view_path_name *name, const char *folder, char out[static VIEW_PATH]);

/* Writes file in the folder of the own key to out; file "": that folder alone. Where the key has no
 * folder, it is file alone. */
void view_path_beside_key(const struct view *v, const char *file, char out[static VIEW_PATH]);

#endif
