/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE
#include "fuzz/kiosk_main.h"

#define WELKOM_CONFIG "none"
#define main kiosk_main
#include "kiosk/main.c"
