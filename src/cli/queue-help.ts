/** Where the address of the queue stands when no command line may show it. */
export const QUEUE_VARIABLE = 'YUGONG_QUEUE';

/** What the help says of `--queue`, for commands that give work away. */
export const QUEUE_HELP = `由别的机器处理：队列的地址（redis:// 或 postgres://），或写着地址的文件；不写值时取环境变量 ${QUEUE_VARIABLE}`;
