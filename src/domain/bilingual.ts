/** One text for people in both languages of the project. */
export interface Bilingual {
  zh: string;
  en: string;
}
