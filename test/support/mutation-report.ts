import { loadDemo, OPERATORS, runOperator } from './mutations.ts';

/* `npm run check:mutations`: which defects, made mechanically on the clean demo unit, are found. */

const demo = await loadDemo();
let made = 0;
let found = 0;
for (const operator of OPERATORS) {
  const result = await runOperator(operator, demo);
  const caught = result.made - result.missed.length;
  made += result.made;
  found += caught;
  console.log(`${result.code}  ${result.name}：做了 ${result.made} 处，找到 ${caught} 处`);
  for (const where of result.missed) console.log(`      没有找到：${where}`);
}
console.log(`共 ${made} 处，找到 ${found} 处，没有找到 ${made - found} 处。`);
if (found < made) process.exitCode = 1;
