import type { IncomingMessage } from 'node:http';
import { callerAddress } from './caller-address.ts';

const request = (remoteAddress: string, forwarded?: string) =>
  ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } }) as unknown as IncomingMessage;

describe('the address of a caller', () => {
  it('is the connection itself where no proxy is named, whatever the caller claims', () => {
    expect(callerAddress([])(request('203.0.113.5', '198.51.100.1'))).toBe('203.0.113.5');
  });

  it('is the last one that no named proxy stands for', () => {
    const addressOf = callerAddress(['10.0.0.0/8', '127.0.0.1']);
    expect(addressOf(request('127.0.0.1', '198.51.100.1, 203.0.113.9, 10.1.2.3'))).toBe('203.0.113.9');
    expect(addressOf(request('203.0.113.5', '198.51.100.1'))).toBe('203.0.113.5');
    expect(addressOf(request('127.0.0.1', '10.0.0.2, 10.0.0.3'))).toBe('10.0.0.2');
    expect(addressOf(request('127.0.0.1'))).toBe('127.0.0.1');
  });
});
