/* SPDX-License-Identifier: ISC */
/* samename: names compared as people do who ask for their own entry: whole, without a difference
 * between small letters and capitals, however they were composed. Accents do make a difference. */
#ifndef VISIT_SAMENAME_H
#define VISIT_SAMENAME_H

#include <stddef.h>

#include "visit/visitor.h"

#define SAMENAME_FOLD 1024 /* bytes that the folded form of any name fits in */

/* Writes the folded form (full case folding of the Unicode Standard, 3.13, then NFC) of the name of
 * visitor, as visitor_set_name made it, to out. Returns its length, or -1 without memory: out is
 * then wiped. Two names are the same when their folded forms are. The caller wipes out. */
long samename_fold(const struct visitor *visitor, char out[static SAMENAME_FOLD])
	__attribute__((warn_unused_result));

#endif
