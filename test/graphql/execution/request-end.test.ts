import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RequestEnd } from '../../../src/graphql/execution/request-end.js';

/** What a request may take. */
const TIME_MS = 1_000;

describe('the time of a request [O4]', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is parted: a quarter to wait in, and half of it to begin changes in [O18]', () => {
    const began = performance.now();
    const end = new RequestEnd(TIME_MS);
    expect(end.patienceMs).toBe(TIME_MS / 4);
    expect(end.changesStartBy).toBe(began + TIME_MS / 2);
    jest.advanceTimersByTime(TIME_MS / 2);
    expect(end.patienceMs).toBe(0);
    expect(end.changesStartBy).toBe(began + TIME_MS / 2);
  });

  it('is longer when something was changed at its end, so that it can be shown [O17]', () => {
    const end = new RequestEnd(TIME_MS);
    jest.advanceTimersByTime(TIME_MS - 1);
    end.leaveTimeToShow();
    jest.advanceTimersByTime(TIME_MS / 5 - 1);
    expect([end.reason, end.deadline.aborted]).toEqual([undefined, false]);
    jest.advanceTimersByTime(1);
    expect([end.reason?.name, end.deadline.aborted]).toEqual(['DeadlinePassedError', true]);
  });

  it('is as long as before when something was changed early', () => {
    const end = new RequestEnd(TIME_MS);
    end.leaveTimeToShow();
    jest.advanceTimersByTime(TIME_MS - 1);
    expect(end.reason).toBeUndefined();
    jest.advanceTimersByTime(1);
    expect(end.reason).toBeDefined();
  });

  it('does not begin again once it is over', () => {
    const end = new RequestEnd(TIME_MS);
    jest.advanceTimersByTime(TIME_MS);
    end.leaveTimeToShow();
    expect(end.reason).toBeDefined();
    expect(jest.getTimerCount()).toBe(0);
  });
});
