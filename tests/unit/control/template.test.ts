import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandTemplate, type TemplateSources } from '../../../lib/control/expand-template.ts';
import { parseTemplate } from '../../../lib/control/template.ts';

const TIME = Date.UTC(2026, 10, 21, 12, 0, 0, 500);
const sources = (values: Partial<TemplateSources> = {}): TemplateSources => ({
  time: TIME,
  count: 0,
  uuid: () => '11111111-2222-4333-8444-555555555555',
  random: () => 0.5,
  texts: () => [],
  ...values,
});

const rich = () => ['{"s":"a\\"b","n":12345678901234567890,"o":{"x":[1]}}'];
const received = (direction: string) =>
  direction === 'send' ? [] : ['no', '{"b":1}', '42["event",{"a":"new"}]', '[0,{"a":"old"}]'];

function expand(source: string, json = false, values: Partial<TemplateSources> = {}): unknown {
  const template = parseTemplate(source);
  if (!template.ok) return template;
  const expanded = expandTemplate(template, sources(values), json);
  return expanded.ok ? expanded.text : expanded;
}

test.each([
  ['{{uuid}}', '11111111-2222-4333-8444-555555555555'],
  ['{{now}}', String(TIME)],
  ['{{ now ms }}', String(TIME)],
  ['{{now s}}', String((TIME - 500) / 1000)],
  ['{{now iso}}', '2026-11-21T12:00:00.500Z'],
  ['{{counter}}{{counter 100}}', '8107'],
  ['{{random}}', '500000'],
  ['{{random 1 6}}', '4'],
  ['{{random -3 -3}}', '-3'],
  ["a{{'{{'}}b", 'a{{b'],
  ['{{"}}"}}', '}}'],
  ['} }} {', '} }} {'],
])('%s becomes %s', (source, text) => {
  expect(expand(source, false, { count: 7 })).toBe(text);
});

test.each([
  ['ab {{uuid', 3, 9, 'template.end'],
  ['{{}}', 0, 4, 'template.unknown'],
  ['{{Uuid}}', 0, 8, 'template.unknown'],
  ['{{constructor}}', 0, 15, 'template.unknown'],
  ['{{uuid 4}}', 0, 10, 'template.uuid'],
  ['{{now us}}', 0, 10, 'template.now'],
  ['{{counter x}}', 0, 13, 'template.counter'],
  ['{{random 1}}', 0, 12, 'template.random'],
  ['{{random 2 1}}', 0, 14, 'template.range'],
  ["{{'a' b}}", 0, 9, 'template.quotes'],
  ['{{last.receive $.}}', 0, 19, 'template.path'],
  ['{{last.receive $.a b}}', 0, 22, 'template.path'],
  ['{{last.receive $.a[*]}}', 0, 23, 'template.path'],
])('%s is refused at its place', (source, at, end, why) => {
  expect(expand(source)).toEqual({ ok: false, at, end, why });
});

test('in JSON a value takes the form that its place wants', () => {
  const both = (variable: string) =>
    expand(`{"v":${variable},"w":"-${variable}-"}`, true, { texts: rich });
  expect(both('{{last.receive $.s}}')).toBe('{"v":"a\\"b","w":"-a\\"b-"}');
  expect(both('{{last.receive $.n}}')).toBe(
    '{"v":12345678901234567890,"w":"-12345678901234567890-"}',
  );
  expect(both('{{last.receive $.o}}')).toBe('{"v":{"x":[1]},"w":"-{\\"x\\":[1]}-"}');
  expect(both("{{'{{\"'}}")).toBe('{"v":"{{\\"","w":"-{{\\"-"}');
  expect(both('{{counter}}')).toBe('{"v":1,"w":"-1-"}');
  expect(expand('{{last.receive}}', true, { texts: () => ['no JSON "'] })).toBe('"no JSON \\""');
});

test('JSON with variables anywhere in it is JSON again, whatever a page put into its messages', () => {
  const variable = fc.constantFrom('{{uuid}}', '{{now iso}}', '{{random}}', '{{last.receive $.a}}');
  fc.assert(
    fc.property(fc.jsonValue(), variable, fc.string({ unit: 'binary' }), (picked, name, key) => {
      const texts = () => [JSON.stringify({ a: picked })];
      const quoted = JSON.stringify(key.replaceAll('{{', ''));
      const source = `{${quoted}: ${name}, "b": ["${name}", ${name}]}`;
      expect(() => JSON.parse(String(expand(source, true, { texts })))).not.toThrow();
    }),
  );
});

test('text without variables stays as it is, and no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(typeof expand(`${text}{{`)).toBe('object');
      const plain = text.replaceAll('{{', '');
      expect(expand(plain)).toBe(plain);
    }),
  );
});

test('values come out of the newest message that has the path', () => {
  const texts = received;
  expect(expand('{{last.receive $[1].a}}', false, { texts })).toBe('new');
  expect(expand('{{last.receive}}', false, { texts })).toBe('no');
  expect(expand('x{{last.receive $.c}}', false, { texts })).toEqual({
    ok: false,
    at: 1,
    end: 21,
    why: 'template.noReceivedPath',
  });
  expect(expand('{{last.send}}', false, { texts })).toMatchObject({ why: 'template.noSent' });
});

test('a place in the text is told as a place in the source', () => {
  const template = parseTemplate('ab{{uuid}}cd{{counter}}');
  if (!template.ok) throw new Error(template.why);
  const expanded = expandTemplate(template, sources(), false);
  if (!expanded.ok) throw new Error(expanded.why);
  const { text, sourceOf } = expanded;
  expect(sourceOf(1)).toBe(1);
  expect(sourceOf(2)).toBe(2);
  expect(sourceOf(20)).toBe(2);
  expect(sourceOf(text.indexOf('cd') + 1)).toBe(11);
  expect(sourceOf(text.length)).toBe(12);
});
