/* SPDX-License-Identifier: ISC */
/* plantable: the numbering plans as a table, made by maint/numbering-plans. Look up in plan.h. */
#ifndef VISIT_PLANTABLE_H
#define VISIT_PLANTABLE_H

#include "visit/plan.h"

/* Returns the plans, static, ordered by region; *count becomes their number. */
const struct plan *plantable_rows(size_t *count);

#endif
