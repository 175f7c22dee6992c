import { isBill } from './isBill';

describe('isBill', () => {
  it.each([
    ['BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd', true],
    [
      '\uFEFFx_Tool,"ChargePeriodEnd", "ChargePeriodStart",billingcurrency,BILLEDCOST\r\na,b',
      true,
    ],
    ['BilledCost,BillingCurrency,ChargePeriodStart', false],
    ['tool,day,account\nBilledCost,BillingCurrency,x', false],
    ['', false],
  ])('knows %j: %s', (csv, expected) => {
    expect(isBill(csv)).toBe(expected);
  });
});
