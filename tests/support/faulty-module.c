/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers
 *
 * SoftHSM with faults: a PKCS#11 module for tests. SIGNET_TEST_LIBRARY names another library than
 * SoftHSM, and SIGNET_TEST_PARAMETERS what it wants to be told when it starts. The file that
 * SIGNET_TEST_FAULT names holds the name of one fault and may change at any time; each login is
 * written to the file of that name with
 * ".log" behind it. */
#include <dlfcn.h>
#include <p11-kit/pkcs11.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SOFTHSM "/usr/lib/softhsm/libsofthsm2.so"

static CK_FUNCTION_LIST *real;
static CK_FUNCTION_LIST faulty;
static int n_signatures; /* since the last login */
static int n_searches;
static int context_login;

/* The right one, for what this module checks by itself. */
static const char *
get_pin (void)
{
  const char *pin = getenv ("SIGNET_TEST_PIN");

  return pin != NULL ? pin : "1234";
}

static void
read_fault (char *fault, size_t size)
{
  const char *path = getenv ("SIGNET_TEST_FAULT");
  FILE *file = path != NULL ? fopen (path, "r") : NULL;

  fault[0] = '\0';
  if (file == NULL)
    return;
  if (fgets (fault, (int) size, file) == NULL)
    fault[0] = '\0';
  fault[strcspn (fault, "\n")] = '\0';
  fclose (file);
}

static int
is_fault (const char *name)
{
  char fault[64];

  read_fault (fault, sizeof fault);
  return strcmp (fault, name) == 0;
}

/* One that waits does so until it is another fault. */
static int
has_keypad (void)
{
  return is_fault ("keypad") || is_fault ("keypad-cancelled") || is_fault ("keypad-waits");
}

static void
set_fault (const char *name)
{
  FILE *file = fopen (getenv ("SIGNET_TEST_FAULT"), "w");

  if (file == NULL)
    return;
  fputs (name, file);
  fclose (file);
}

static void
write_log (const char *what)
{
  char path[4096];
  FILE *file;

  snprintf (path, sizeof path, "%s.log", getenv ("SIGNET_TEST_FAULT"));
  file = fopen (path, "a");
  if (file == NULL)
    return;
  fprintf (file, "%s\n", what);
  fclose (file);
}

static void
fail_at (const char *place)
{
  char fault[64];

  read_fault (fault, sizeof fault);
  if (strncmp (fault, "crash-at-", 9) == 0 && strcmp (fault + 9, place) == 0)
    raise (SIGSEGV);
  if (strncmp (fault, "crash-once-at-", 14) == 0 && strcmp (fault + 14, place) == 0) {
    set_fault ("");
    raise (SIGSEGV);
  }
  while (strncmp (fault, "hang-at-", 8) == 0 && strcmp (fault + 8, place) == 0)
    pause ();
}

static CK_RV
faulty_initialize (void *arguments)
{
  const char *parameters = getenv ("SIGNET_TEST_PARAMETERS");
  /* NSS wants its parameters where others have the reserved pointer. */
  struct {
    CK_C_INITIALIZE_ARGS usual;
    void *reserved;
  } own = { { NULL, NULL, NULL, NULL, CKF_OS_LOCKING_OK, (void *) parameters }, NULL };

  fail_at ("start");
  /* What a registration says in x-init-reserved, here the configuration of SoftHSM. */
  if (arguments != NULL && ((CK_C_INITIALIZE_ARGS *) arguments)->pReserved != NULL) {
    setenv ("SOFTHSM2_CONF", ((CK_C_INITIALIZE_ARGS *) arguments)->pReserved, 1);
    arguments = NULL;
  }
  return real->C_Initialize (parameters != NULL ? (void *) &own : arguments);
}

/* Tokens whose label begins with what the fault names are not there. */
static void
hide_tokens (CK_SLOT_ID *list, CK_ULONG *count)
{
  char fault[64];
  CK_ULONG left = 0;

  read_fault (fault, sizeof fault);
  if (strncmp (fault, "without-", 8) != 0)
    return;
  for (CK_ULONG i = 0; i < *count; i++) {
    CK_TOKEN_INFO info;

    if (real->C_GetTokenInfo (list[i], &info) == CKR_OK &&
        strncmp ((char *) info.label, fault + 8, strlen (fault + 8)) == 0)
      continue;
    list[left++] = list[i];
  }
  *count = left;
}

static CK_RV
faulty_get_slot_list (CK_BBOOL present, CK_SLOT_ID *list, CK_ULONG *count)
{
  CK_RV answer;

  fail_at ("list");
  if (is_fault ("removed")) {
    *count = 0;
    return CKR_OK;
  }
  answer = real->C_GetSlotList (present, list, count);
  if (answer == CKR_OK && list != NULL)
    hide_tokens (list, count);
  return answer;
}

static CK_RV
faulty_get_token_info (CK_SLOT_ID slot, CK_TOKEN_INFO *info)
{
  CK_RV answer = real->C_GetTokenInfo (slot, info);

  info->flags &= ~(CK_ULONG) (CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY);
  if (is_fault ("pin-low"))
    info->flags |= CKF_USER_PIN_COUNT_LOW;
  if (is_fault ("pin-final"))
    info->flags |= CKF_USER_PIN_FINAL_TRY;
  if (is_fault ("pin-locked"))
    info->flags |= CKF_USER_PIN_LOCKED;
  if (has_keypad ())
    info->flags |= CKF_PROTECTED_AUTHENTICATION_PATH;
  return answer;
}

static CK_RV
login_at_keypad (CK_SESSION_HANDLE session, const CK_UTF8CHAR *pin)
{
  write_log (pin == NULL ? "keypad" : "keypad with PIN");
  while (is_fault ("keypad-waits"))
    usleep (50 * 1000);
  if (is_fault ("keypad-cancelled"))
    return CKR_FUNCTION_CANCELED;
  return real->C_Login (session, CKU_USER, (CK_UTF8CHAR *) get_pin (), strlen (get_pin ()));
}

static CK_RV
faulty_login (CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG size)
{
  fail_at ("login");
  n_signatures = 0;
  if (user == CKU_CONTEXT_SPECIFIC) {
    write_log ("context");
    context_login = size == strlen (get_pin ()) && memcmp (pin, get_pin (), size) == 0;
    return context_login ? CKR_OK : CKR_PIN_INCORRECT;
  }
  if (has_keypad ())
    return login_at_keypad (session, pin);
  write_log ("login");
  if (is_fault ("locks"))
    return CKR_PIN_LOCKED;
  if (is_fault ("pin-changed"))
    return CKR_PIN_INCORRECT;
  return real->C_Login (session, user, pin, size);
}

static CK_RV
faulty_find_objects (CK_SESSION_HANDLE session,
                     CK_OBJECT_HANDLE *objects,
                     CK_ULONG max,
                     CK_ULONG *count)
{
  if (is_fault ("no-key") || (is_fault ("empty-first") && n_searches++ < 4)) {
    *count = 0;
    return CKR_OK;
  }
  return real->C_FindObjects (session, objects, max, count);
}

static CK_RV
faulty_get_attribute_value (CK_SESSION_HANDLE session,
                            CK_OBJECT_HANDLE object,
                            CK_ATTRIBUTE *attributes,
                            CK_ULONG count)
{
  CK_RV answer = real->C_GetAttributeValue (session, object, attributes, count);

  for (CK_ULONG i = 0; is_fault ("always-authenticate") && i < count; i++)
    if (attributes[i].type == CKA_ALWAYS_AUTHENTICATE && attributes[i].pValue != NULL)
      *(CK_BBOOL *) attributes[i].pValue = CK_TRUE;
  return answer;
}

static CK_RV
faulty_sign_init (CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key)
{
  context_login = 0;
  if (is_fault ("mechanism"))
    return CKR_MECHANISM_INVALID;
  if (is_fault ("not-logged-in") && n_signatures > 0)
    return CKR_USER_NOT_LOGGED_IN;
  return real->C_SignInit (session, mechanism, key);
}

static CK_RV
faulty_sign (CK_SESSION_HANDLE session,
             CK_BYTE *data,
             CK_ULONG data_size,
             CK_BYTE *signature,
             CK_ULONG *signature_size)
{
  fail_at ("sign");
  if (is_fault ("device-error-once")) {
    set_fault ("");
    return CKR_DEVICE_ERROR;
  }
  if (is_fault ("device-error"))
    return CKR_DEVICE_ERROR;
  if (is_fault ("removed-at-second") && n_signatures > 0)
    set_fault ("removed");
  if (is_fault ("removed"))
    return CKR_DEVICE_REMOVED;
  if (is_fault ("always-authenticate") && !context_login)
    return CKR_USER_NOT_LOGGED_IN;
  n_signatures++;
  return real->C_Sign (session, data, data_size, signature, signature_size);
}

CK_RV
C_GetFunctionList (CK_FUNCTION_LIST **list)
{
  const char *path = getenv ("SIGNET_TEST_LIBRARY");
  void *library = dlopen (path != NULL ? path : SOFTHSM, RTLD_NOW | RTLD_LOCAL);
  CK_C_GetFunctionList get = library != NULL ? dlsym (library, "C_GetFunctionList") : NULL;

  if (get == NULL || get (&real) != CKR_OK)
    return CKR_GENERAL_ERROR;
  faulty = *real;
  faulty.C_Initialize = faulty_initialize;
  faulty.C_GetSlotList = faulty_get_slot_list;
  faulty.C_GetTokenInfo = faulty_get_token_info;
  faulty.C_Login = faulty_login;
  faulty.C_FindObjects = faulty_find_objects;
  faulty.C_GetAttributeValue = faulty_get_attribute_value;
  faulty.C_SignInit = faulty_sign_init;
  faulty.C_Sign = faulty_sign;
  *list = &faulty;
  return CKR_OK;
}
