// Text without letter case and accents, for comparison.

const WHOLE = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h" };

export function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  return plain.replace(/[łøđðþßæœıħ]/g, (letter) => WHOLE[letter]).replace(/\s+/g, " ").trim();
}
