import { watchTheEnd } from './last-watch.ts';
import { runProgram } from './program.ts';

// A reader that has seen enough (`| head`) closes the pipe: nothing more to say, and no fault. What a signal would end in
// good order ends as when the terminal is closed, and leaves no browser and no temporary file behind.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (!process.emit('SIGHUP', 'SIGHUP')) process.exit();
  });
}

void runProgram(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
  watchTheEnd();
});
