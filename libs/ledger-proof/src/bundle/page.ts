// The script of verify-bundle.html.
import { tellingOf } from './told.js';
import { verifyBundle } from './verify-bundle.js';

/** What the script uses of a document. */
interface Part {
  textContent: string | null;
  readonly value: string;
  readonly files?: ArrayLike<{ text(): Promise<string> }> | null;
  addEventListener(name: 'change', listener: () => void): void;
}

const { document } = globalThis as unknown as { document: { getElementById(id: string): Part } };
const [file, key, report] = ['file', 'key', 'report'].map((id) => document.getElementById(id)) as [Part, Part, Part];

const verify = async (): Promise<void> => {
  const chosen = file.files?.[0];
  if (!chosen) return;
  report.textContent = 'Verifying …';
  const given = key.value.trim();
  try {
    const found = await verifyBundle(await chosen.text(), given === '' ? {} : { key: given });
    report.textContent = tellingOf(found).join('\n');
  } catch (error) {
    report.textContent = `This could not be checked: ${(error as Error).message}`;
  }
};

for (const part of [file, key]) part.addEventListener('change', () => void verify());
