// Both clients say days, money and places alike.
export * from '../../../sdk/src/words'
