export { findingJson } from '../model/finding-json.ts';
