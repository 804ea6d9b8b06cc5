import { expect, test } from '@jest/globals';
import { srgbProfile } from '../../src/pdf/srgb-profile.ts';

test('the profile is small, always the same, and of the form that ICC asks for', () => {
  const profile = srgbProfile();
  expect(profile.equals(srgbProfile())).toBe(true);
  expect(profile.length).toBeLessThan(1024);
  expect(profile.readUInt32BE(0)).toBe(profile.length);
  expect(profile.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ');
  expect(profile.toString('latin1', 36, 40)).toBe('acsp');
  const tags = new Map<string, Buffer>();
  for (let index = 0; index < profile.readUInt32BE(128); index++) {
    const entry = 132 + index * 12;
    const at = profile.readUInt32BE(entry + 4);
    expect(at % 4).toBe(0);
    tags.set(
      profile.toString('latin1', entry, entry + 4),
      profile.subarray(at, at + profile.readUInt32BE(entry + 8)),
    );
  }
  expect([...tags.keys()]).toEqual([
    'desc',
    'cprt',
    'wtpt',
    'chad',
    'rXYZ',
    'gXYZ',
    'bXYZ',
    'rTRC',
    'gTRC',
    'bTRC',
  ]);
  // Red, green and blue together are the white of the profile.
  const xyz = (name: string) => [8, 12, 16].map((at) => tags.get(name)!.readInt32BE(at) / 65536);
  for (const axis of [0, 1, 2]) {
    const sum = xyz('rXYZ')[axis]! + xyz('gXYZ')[axis]! + xyz('bXYZ')[axis]!;
    expect(sum).toBeCloseTo(xyz('wtpt')[axis]!, 3);
  }
});
