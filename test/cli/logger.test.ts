import { describe, expect, it } from '@jest/globals';
import { createLogger } from '../../src/cli/logger.js';
import { TestContext } from './command-line.js';

describe('the log', () => {
  it('is one JSON object a line, with a readable level and time', () => {
    const context = new TestContext();
    createLogger(context, 'info').info({ event: 'planted' }, 'Text');
    expect(JSON.parse(context.logs.text)).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      event: 'planted',
      msg: 'Text',
    });
  });

  it('leaves out what is below its level', () => {
    const context = new TestContext();
    createLogger(context, 'warn').info('Text');
    expect(context.logs.text).toBe('');
  });

  it('holds no token, whoever logs the headers of a request', () => {
    const context = new TestContext();
    const headers = { authorization: 'Bearer planted-token' };
    createLogger(context, 'info').info({ headers, req: { headers } });
    expect(context.logs.text).toContain('[Redacted]');
    expect(context.logs.text).not.toContain('planted-token');
  });
});
