export { TaskSigns } from './TaskSigns';
export { WATCH_TASK, WatchedScheduler } from './WatchedScheduler';
