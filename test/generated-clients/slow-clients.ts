import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedClient } from './clients.js';
import { run } from './run.js';

const pom = readFileSync(join(import.meta.dirname, 'openapi-generator', 'pom.xml'), 'utf8');
const GENERATOR = /openapi-generator-cli<\/artifactId>\s*<version>([^<]+)/.exec(pom)![1]!;
const MODELS = '0.89.0';
const OPTIONS =
  'hideGenerationTimestamp=true,openApiNullable=false,useOneOfDiscriminatorLookup=true,containerDefaultToNull=true,packageName=ledger';
const copy = (folder: string, to: string) =>
  run(folder, 'mvn', '-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${to}`);

/** Generates only what runs: no tests and no pages. */
const generate = (folder: string, ...language: string[]) => {
  copy(folder, join(folder, 'generator'));
  run(
    folder,
    'java',
    ...['-jar', `generator/openapi-generator-cli-${GENERATOR}.jar`, 'generate', '-i', 'openapi.json', '-o', 'client'],
    ...[...language, `--additional-properties=${OPTIONS}`],
    '--global-property=apiTests=false,modelTests=false,apiDocs=false,modelDocs=false',
  );
};

/** The Python of an environment with these packages. */
const python = (folder: string, ...packages: string[]): string => {
  run(folder, 'python3', '-m', 'venv', 'python');
  const program = join(folder, 'python', 'bin', 'python');
  run(folder, program, '-m', 'pip', 'install', '--quiet', ...packages);
  return program;
};

const java: GeneratedClient = {
  name: `openapi-generator ${GENERATOR}`,
  language: 'Java',
  byHand: 'decoding of problems',
  make(folder) {
    generate(folder, '-g', 'java', '--library', 'native');
    copy(join(folder, 'client'), join(folder, 'libraries'));
    const sources = globSync('client/src/main/java/**/*.java', { cwd: folder });
    mkdirSync(join(folder, 'classes'));
    writeFileSync(join(folder, 'sources.txt'), ['Main.java', ...sources].join('\n'));
    run(folder, 'javac', '-nowarn', '-proc:none', '-d', 'classes', '-cp', 'libraries/*', '@sources.txt');
    return ['java', '-cp', `${folder}/classes:${folder}/libraries/*`, 'Main'];
  },
};

const pythonClient: GeneratedClient = {
  name: `openapi-generator ${GENERATOR}`,
  language: 'Python',
  make(folder) {
    generate(folder, '-g', 'python');
    const program = python(folder, './client');
    run(folder, program, '-m', 'compileall', '-q', 'client/ledger', 'main.py');
    return [program, join(folder, 'main.py')];
  },
};

const dataModels: GeneratedClient = {
  name: `datamodel-code-generator ${MODELS}`,
  language: 'Python',
  byHand: 'every request; it makes models only',
  make(folder) {
    const program = python(folder, `datamodel-code-generator==${MODELS}`, 'pydantic>=2');
    const options = ['--input', 'openapi.json', '--input-file-type', 'openapi', '--output', 'ledger.py'];
    const named = ['--output-model-type', 'pydantic_v2.BaseModel', '--enum-field-as-literal', 'one'];
    run(folder, program, '-m', 'datamodel_code_generator', ...options, ...named);
    return [program, join(folder, 'main.py')];
  },
};

export const slow = [java, pythonClient, dataModels];
