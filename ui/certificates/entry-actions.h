/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/certificates/shown-entry.h"

/* Adds all actions "entry.…": those of certificates, those of requests, and those of both. */
void sgn_entry_actions_add (SgnShownEntry *shown);
