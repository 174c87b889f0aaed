// Folding of text to lower case without accents, for comparison.

const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h" };

export function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  return plain.replace(/[łøđðþßæœıħ]/g, (letter) => LETTERS[letter]).replace(/\s+/g, " ").trim();
}
