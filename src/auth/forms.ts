/** What names for signing in look like, and how long passwords are. */
export const USERNAME_FORM = /^[a-zA-Z0-9_.-]{3,40}$/;
export const PASSWORD_LENGTH = { min: 10, max: 128 };
