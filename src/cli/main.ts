import { optimizeLater } from './late-optimization.ts';
import { runProgram } from './program.ts';

optimizeLater();

// A reader that has seen enough (`| head`) closes the pipe: nothing more to say, and no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

process.exitCode = await runProgram(process.argv.slice(2));
