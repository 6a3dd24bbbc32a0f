import type { Place } from './places.js';

/** A completion script for each shell. The bash and zsh ones find the place in the same way. */
export const scripts = {
  bash: (places: readonly Place[]): string => `# Completions of jwg for bash; made by: jwg completion bash
_jwg() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} place='' offers='' n
  for ((n = 1; n < COMP_CWORD; n++)); do
    case "$place \${COMP_WORDS[n]}" in
${steps(places)}
    esac
  done
  case "$place $before" in
${values(places, (path, name, offers) =>
  offers.length > 0
    ? `${quoted(`${path} ${name}`)}) offers=${quoted(offers.join(' '))} ;;`
    : `${quoted(`${path} ${name}`)}) return ;;`,
)}
    *)
      case "$place" in
${places.map(({ path, ...all }) => `        ${quoted(path)}) offers=${quoted(namesAt(all).join(' '))} ;;`).join('\n')}
      esac ;;
  esac
  COMPREPLY=($(compgen -W "$offers" -- "$word"))
}
complete -o default -F _jwg jwg`,

  zsh: (places: readonly Place[]): string => `#compdef jwg
# Completions of jwg for zsh; made by: jwg completion zsh
_jwg() {
  local place='' n
  local -a offers
  for ((n = 2; n < CURRENT; n++)); do
    case "$place \${words[n]}" in
${steps(places)}
    esac
  done
  case "$place \${words[CURRENT-1]}" in
${values(places, (path, name, offers) =>
  offers.length > 0
    ? `${quoted(`${path} ${name}`)}) offers=(${offers.join(' ')}) ;;`
    : `${quoted(`${path} ${name}`)}) _default; return ;;`,
)}
    *)
      case "$place" in
${places.map((place) => `        ${quoted(place.path)}) offers=(${described(place).join(' ')}) ;;`).join('\n')}
      esac ;;
  esac
  _describe 'jwg' offers || _default
}
compdef _jwg jwg`,

  fish: (places: readonly Place[]): string => `# Completions of jwg for fish; made by: jwg completion fish
function __jwg_at
  set -l place ''
  for word in (commandline -opc)[2..-1]
    switch "$place $word"
${pathsBelow(places)
  .map(({ from, name, to }) => `      case ${quoted(`${from} ${name}`)}\n        set place ${quoted(to)}`)
  .join('\n')}
    end
  end
  test "$place" = "$argv[1]"
end
${places.flatMap(fishLines).join('\n')}`,
};

export type Shell = keyof typeof scripts;

/** Single quotes keep everything but a single quote. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const namesAt = ({ commands, options, offers }: Omit<Place, 'path'>): string[] => [
  ...[...commands, ...options].map(({ name }) => name),
  ...offers,
];

const pathsBelow = (places: readonly Place[]) =>
  places.flatMap(({ path, commands }) =>
    commands.map(({ name }) => ({ from: path, name, to: `${path} ${name}`.trim() })),
  );

const steps = (places: readonly Place[]): string =>
  pathsBelow(places)
    .map(({ from, name, to }) => `      ${quoted(`${from} ${name}`)}) place=${quoted(to)} ;;`)
    .join('\n');

const values = (
  places: readonly Place[],
  line: (path: string, name: string, offers: readonly string[]) => string,
): string =>
  places
    .flatMap(({ path, options }) => options.filter(({ takesValue }) => takesValue).map((it) => ({ path, ...it })))
    .map(({ path, name, offers }) => `    ${line(path, name, offers)}`)
    .join('\n');

/** \`name:what it is\`, as zsh describes things. */
const described = ({ commands, options, offers }: Place): string[] => [
  ...[...commands, ...options].map(({ name, description }) => quoted(`${name}:${description.replaceAll(':', '\\:')}`)),
  ...offers.map(quoted),
];

const fishLines = ({ path, commands, options, offers }: Place): string[] => {
  const here = `complete -c jwg -n ${fish(`__jwg_at ${fish(path)}`)}`;
  return [
    ...commands.map(({ name, description }) => `${here} -f -a ${fish(name)} -d ${fish(description)}`),
    ...options.map(({ name, description, takesValue, offers: values }) =>
      [
        `${here} -l ${name.slice(2)} -d ${fish(description)}`,
        takesValue ? (values.length > 0 ? ` -x -a ${fish(values.join(' '))}` : ' -r') : '',
      ].join(''),
    ),
    ...(offers.length > 0 ? [`${here} -f -a ${fish(offers.join(' '))}`] : []),
  ];
};

/** Within single quotes fish reads a backslash before a quote or a backslash. */
const fish = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;
