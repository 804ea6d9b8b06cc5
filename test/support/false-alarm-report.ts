import { falseAlarms, PACKS } from './false-alarms.ts';

/* `npm run check:alarms`: what the checks say of 200 correct units in the form of each pack. */

const UNITS = Number(process.argv[2] ?? 200);
for (const pack of PACKS) {
  const alarms = await falseAlarms(pack, UNITS);
  const total = alarms.reduce((sum, { count }) => sum + count, 0);
  console.log(`${pack}：${UNITS} 个单位，${total} 个错误和警告`);
  for (const { code, severity, count, units, example } of alarms)
    console.log(
      `  ${code} ${severity === 'error' ? '错误' : '警告'}：${count} 个，${units} 个单位，例如 ${example}`,
    );
  if (total > 0) process.exitCode = 1;
}
