/** Says a sentence once, politely, to those who listen to the page. `Heard` is where it is said. */
export const say = (sentence: string) => {
  const heard = document.getElementById('heard');
  if (heard && heard.textContent !== sentence) heard.textContent = sentence;
};
