/** How a new password stands to what is demanded of it; the demand itself is `newPassword` in shared. */
export interface PasswordMarks {
  readonly length: boolean;
  readonly kinds: boolean;
}

const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/];

export function marksOf(password: string): PasswordMarks {
  return {
    length: password.length >= 8 && password.length <= 128,
    kinds: kinds.filter((kind) => kind.test(password)).length >= 3,
  };
}
