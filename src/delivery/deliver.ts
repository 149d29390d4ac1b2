import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { GateError } from '../model/errors.ts';
import { SourceError, toGateError } from '../model/errors.ts';
import type { Report, VerdictResult } from '../model/report.ts';
import { REPORTS } from '../reports/index.ts';
import type { RenderOptions } from '../reports/report-format.ts';
import { asAutomationId, categoryOf } from '../reports/sarif/category.ts';
import { markdown } from '../util/escape.ts';
import { annotationLines } from './annotations.ts';
import type { DeliveryContext, DeliverySettings } from './delivery.ts';
import { writeOut, writeReports } from './files.ts';
import { outputsOf, outputText } from './outputs.ts';
import { handToDependencyGraph } from './snapshot/hand-over.ts';
import { handToCodeScanning } from './upload/hand-over.ts';
import type { HandOver } from './upload/hand-over.ts';
import { appendTo, writeWhole } from './write-file.ts';

/**
 * Everything the action hands over: the table in the job log, report files, SARIF and its upload, job summary,
 * annotations, outputs. One thing that fails does not keep the others from being delivered; the first error is
 * thrown at the end. What was not delivered never reads as a pass: the output `verdict` is `incomplete` then.
 * Throws `GateError` OUTPUT_*, and UPLOAD_* when the upload was asked for with `true`.
 */
export async function deliver(
  report: Report,
  settings: DeliverySettings,
  context: DeliveryContext,
): Promise<void> {
  const delivery = new Delivery(report, settings, context);
  await delivery.run();
}

class Delivery {
  readonly #report: Report;
  readonly #settings: DeliverySettings;
  readonly #context: DeliveryContext;
  readonly #options: RenderOptions;
  readonly #failures: GateError[] = [];

  constructor(report: Report, settings: DeliverySettings, context: DeliveryContext) {
    this.#report = report;
    this.#settings = settings;
    this.#context = context;
    const informationUri = actionUri(context.env);
    this.#options = { rules: context.rules, category: settings.github.category, informationUri };
  }

  async run(): Promise<void> {
    const { log } = this.#context;
    for (const line of REPORTS.table.render(this.#report, { maxRows: MAX_LOG_ROWS }).trimEnd().split('\n'))
      log.line(line);
    await this.#try(() => this.#writeAskedFor());
    const folder = await this.#try(() => this.#makeFolder());
    const sarif = await this.#try(() => this.#writeSarif(folder));
    const reportFile = await this.#try(() => this.#writeJson(folder));
    const handOver = sarif === null ? null : await this.#try(() => this.#upload(sarif.text));
    const snapshotNote = await this.#try(() => this.#submitSnapshot());
    const sbomFile = await this.#try(() => this.#writeSbom(folder));
    const summaryFile = await this.#try(() => this.#writeSummary(folder, { handOver, snapshotNote }));
    await this.#try(() => this.#annotate());
    const outputs = outputsOf(this.#report, {
      verdict: this.#verdict(),
      sarifFile: sarif?.path ?? '',
      sarifId: handOver?.id ?? '',
      category: asAutomationId(this.#settings.github.category ?? categoryOf(this.#report)),
      reportFile: reportFile ?? '',
      sbomFile: sbomFile ?? '',
      summaryFile: summaryFile ?? '',
    });
    await this.#try(() => this.#append('GITHUB_OUTPUT', outputText(outputs)));
    const [first, ...others] = this.#failures;
    for (const failure of others) log.error(`${failure.message} [${failure.code}]`);
    if (first !== undefined) throw first;
  }

  /** A pass of which a part could not be delivered is not a pass to those who read the outputs. */
  #verdict(): VerdictResult {
    const { result } = this.#report.verdict;
    return result === 'pass' && this.#failures.length > 0 ? 'incomplete' : result;
  }

  async #try<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.#context.signal?.throwIfAborted();
      this.#failures.push(toGateError(error));
      return null;
    }
  }

  async #writeAskedFor(): Promise<void> {
    const { cwd, rules } = this.#context;
    const { category } = this.#settings.github;
    const { informationUri = null } = this.#options;
    await writeReports(this.#report, this.#settings.reports, {
      cwd,
      stdout: this.#stdout(),
      rules,
      category,
      informationUri,
    });
  }

  async #makeFolder(): Promise<string> {
    const parent = this.#context.env['RUNNER_TEMP'] || tmpdir();
    try {
      return await mkdtemp(join(parent, 'image-gate-'));
    } catch (error) {
      throw new SourceError('OUTPUT_NO_FOLDER', `no folder for the reports can be made in "${parent}"`, {
        cause: error,
        hint: 'Set RUNNER_TEMP to a folder that can be written and has room.',
      });
    }
  }

  /** Not after an incomplete run: whoever uploads such a file later closes alerts that still hold. */
  async #writeSarif(folder: string | null): Promise<{ path: string; text: string } | null> {
    const { cwd, log } = this.#context;
    const { sarifFile } = this.#settings.github;
    if (this.#report.verdict.result === 'incomplete') {
      log.info(
        'No SARIF file is written after an incomplete run: uploading it could close alerts that still hold.',
      );
      return null;
    }
    const path = sarifFile ?? (folder === null ? null : join(folder, 'image-gate.sarif'));
    if (path === null) return null;
    const text = REPORTS.sarif.render(this.#report, this.#options);
    await writeWhole(resolve(cwd, path), text);
    return { path, text };
  }

  async #writeJson(folder: string | null): Promise<string | null> {
    const asked = this.#settings.reports.find(({ format, path }) => format === 'json' && path !== '-');
    if (asked !== undefined) return asked.path;
    if (folder === null) return null;
    const path = join(folder, 'report.json');
    await writeWhole(path, REPORTS.json.render(this.#report));
    return path;
  }

  /** An SBOM of no image would be taken for that of an image with nothing in it. */
  async #writeSbom(folder: string | null): Promise<string | null> {
    const asked = this.#settings.reports.find(
      ({ format, path }) => (format === 'cyclonedx' || format === 'spdx') && path !== '-',
    );
    if (asked !== undefined) return asked.path;
    if (folder === null || this.#report.subject === null) return null;
    const path = join(folder, 'sbom.cdx.json');
    await writeWhole(path, REPORTS.cyclonedx.render(this.#report));
    return path;
  }

  async #submitSnapshot(): Promise<string | null> {
    const { token, dependencySnapshot } = this.#settings.github;
    const context = this.#context;
    return handToDependencyGraph({ report: this.#report, token, isWanted: dependencySnapshot, context });
  }

  async #upload(sarif: string): Promise<HandOver> {
    const { token, uploadSarif } = this.#settings.github;
    return await handToCodeScanning({
      report: this.#report,
      sarif,
      token,
      setting: uploadSarif,
      context: this.#context,
    });
  }

  async #writeSummary(
    folder: string | null,
    { handOver, snapshotNote }: { readonly handOver: HandOver | null; readonly snapshotNote: string | null },
  ): Promise<string | null> {
    const notes = [
      ...this.#failures.map(
        ({ message, code }) => `⚠️ Not delivered: ${markdown(`${message} [${code}]`, 700)}`,
      ),
      ...(handOver === null || handOver.note === null
        ? []
        : [`Code scanning: ${markdown(handOver.note, 700)}`]),
      ...(snapshotNote === null ? [] : [`Dependency graph: ${markdown(snapshotNote, 700)}`]),
    ];
    const note = notes.map((line) => `\n${line}\n`).join('');
    const text = `${REPORTS.markdown.render(this.#report, this.#options)}${note}`;
    if (this.#settings.github.summary) await this.#append('GITHUB_STEP_SUMMARY', text);
    if (folder === null) return null;
    const path = join(folder, 'summary.md');
    await writeWhole(path, text);
    return path;
  }

  async #annotate(): Promise<void> {
    const lines = this.#settings.github.annotations ? annotationLines(this.#report) : [];
    if (lines.length > 0) await writeOut(this.#stdout(), `${lines.join('\n')}\n`);
  }

  /** The runner names the file; without one there is nobody to tell. */
  async #append(variable: 'GITHUB_OUTPUT' | 'GITHUB_STEP_SUMMARY', text: string): Promise<void> {
    const path = this.#context.env[variable];
    if (path !== undefined && path !== '') await appendTo(path, text);
  }

  #stdout(): NonNullable<DeliveryContext['stdout']> {
    return this.#context.stdout ?? process.stdout;
  }
}

/** Rows per group in the job log: the rest is in the reports. */
const MAX_LOG_ROWS = 200;

const REPOSITORY = /^[\w.-]+\/[\w.-]+$/u;

/** The page of the action that runs, which is where the tool is described. */
function actionUri(env: DeliveryContext['env']): string | null {
  const repository = env['GITHUB_ACTION_REPOSITORY'] ?? '';
  const server = env['GITHUB_SERVER_URL'] || 'https://github.com';
  return REPOSITORY.test(repository) && URL.canParse(server) ? `${server}/${repository}` : null;
}
