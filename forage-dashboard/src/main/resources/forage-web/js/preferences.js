// What a visitor chose in this browser. Without storage (private windows) nothing is remembered.
export function remembered(name, otherwise) {
  try {
    return localStorage.getItem(`forage.${name}`) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`forage.${name}`, value);
  } catch {
    // the choice holds until the page is closed
  }
}
