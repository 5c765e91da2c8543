/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* GUIDs of subject interface packages in CAT_MEMBERINFO (version 1). */
#define SGN_CATALOG_SIP_PE   "{C689AAB8-8E78-11D0-8C47-00C04FC295EE}"
#define SGN_CATALOG_SIP_CAB  "{C689AABA-8E78-11D0-8C47-00C04FC295EE}"
#define SGN_CATALOG_SIP_FLAT "{DE351A42-8E59-11D0-8C47-00C04FC295EE}"

/* The same in CAT_MEMBERINFO2 (version 2): a CHOICE without content. */
#define SGN_CATALOG_INFO_PE   0x80
#define SGN_CATALOG_INFO_FLAT 0x82
